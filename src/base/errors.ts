/**
 * An error the other party is meant to see. `code` is the exact string that a specification registers for that endpoint;
 * the message becomes `error_description`: it says what to do and never echoes a secret. The private half is `cause`.
 */
export class ProtocolError<Code extends string = string> extends Error {
  override readonly name = 'ProtocolError'
  readonly code: Code
  /** HTTP status of the answer. */
  readonly status: number
  /** Headers of the answer, for example `WWW-Authenticate` or `DPoP-Nonce`. */
  readonly headers: Readonly<Record<string, string>>

  constructor(code: Code, description: string, options: ProtocolErrorOptions = {}) {
    super(plain(description), { cause: options.cause })
    this.code = code
    this.status = options.status ?? 400
    this.headers = options.headers ?? {}
  }

  toJSON(): { error: Code; error_description: string } {
    return { error: this.code, error_description: this.message }
  }
}

export interface ProtocolErrorOptions {
  readonly status?: number
  readonly cause?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** RFC 6749 §5.2 allows printable ASCII without the quote and the backslash. */
const plain = (text: string): string => text.replaceAll('"', "'").replaceAll('\\', '/').replace(/[^\x20-\x7e]/g, '?')
