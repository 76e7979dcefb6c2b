import type { FetchedDocument, FetchDocument, OutboundRequest } from '../../src/http/fetch-document.ts'
import { http, type Answer } from './wallet-world.ts'

type InTheWay = (request: OutboundRequest, answer: () => Promise<FetchedDocument>) => Promise<FetchedDocument>

/** Between the wallet and everybody else: the network, and what a test puts in the way of it. */
export interface Interception {
  readonly network: FetchDocument
  /** Every request of the wallet since the last `clear`. */
  readonly asked: OutboundRequest[]
  /** From now on; without an argument nothing is in the way. */
  put(inTheWay?: InTheWay): void
  clear(): void
}

export function interception(): Interception {
  const asked: OutboundRequest[] = []
  let inTheWay: InTheWay | undefined
  return {
    asked,
    network: (request) => {
      asked.push(request)
      return inTheWay ? inTheWay(request, () => http(request)) : http(request)
    },
    put: (one) => {
      inTheWay = one
    },
    clear: () => {
      inTheWay = undefined
      asked.length = 0
    },
  }
}

/** A JSON answer that nobody sent. */
export const answered = (
  body: object,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): FetchedDocument => ({
  url: '',
  status,
  contentType: 'application/json',
  header: (name) => headers[name.toLowerCase()],
  text: JSON.stringify(body),
})

/** The checks that did not hold, of an answer that names them all. */
export const failedChecks = ({ body }: Answer): readonly string[] =>
  ((body['checks'] ?? []) as { id: string; outcome: string }[])
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'indeterminate')
    .map(({ id }) => id)

/** An issuer's metadata without what makes its answers unreadable on the way: encryption, batches, attestations. */
export async function inTheClear(
  { url }: OutboundRequest,
  answer: () => Promise<FetchedDocument>,
): Promise<FetchedDocument> {
  const found = await answer()
  if (!url.includes('/.well-known/openid-credential-issuer')) return found
  const {
    credential_request_encryption: _,
    credential_response_encryption: __,
    batch_credential_issuance: ___,
    issuer_info: ____,
    ...metadata
  } = JSON.parse(found.text) as Record<string, unknown>
  return { ...found, text: JSON.stringify(metadata) }
}
