import type { Seconds } from '../base/time.ts'

/**
 * The only way out of a service. Adapters implement it and keep its limits: https, address, time, size and redirects.
 *
 * @returns the answer whatever its status is: judging a 404 is the caller's part
 * @throws FetchFailed if there is no answer within the limits
 */
export type FetchDocument = (request: OutboundRequest) => Promise<FetchedDocument>

export interface OutboundRequest {
  readonly url: string
  /** The media types asked for, as the `Accept` header. */
  readonly accept: string
  /** Default `GET`. */
  readonly method?: 'GET' | 'POST'
  /** Further headers. They are not sent on to another origin by a redirect. */
  readonly headers?: Readonly<Record<string, string>>
  readonly contentType?: string
  readonly body?: string
  /** The body may be this long, in bytes. */
  readonly maxBytes: number
  /** For everything together: name look-up, connection, redirects, the last byte of the body. */
  readonly timeout: Seconds
  /**
   * How many redirects of a GET are followed; default 0. A POST is never redirected. `'returned'`: a redirection is the
   * answer, for whoever has to see its `Location`.
   */
  readonly redirects?: number | 'returned'
}

export interface FetchedDocument {
  /** Where the document was found: differs from the request's after a redirect. */
  readonly url: string
  readonly status: number
  /** The media type alone, in lower case; empty if none was sent. */
  readonly contentType: string
  /** @returns the value of a header, several joined by a comma */
  header(name: string): string | undefined
  readonly text: string
}

export type FetchFailure =
  | 'bad_url'
  | 'not_https'
  | 'forbidden_address'
  | 'unreachable'
  | 'timeout'
  | 'too_large'
  | 'too_many_redirects'
  | 'not_utf8'

/** No usable answer came. The message may be shown to a person; it names the host, never the path or a parameter. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed'
  readonly code: FetchFailure
  constructor(code: FetchFailure, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}
