import type { Pass } from '../src/base/checks.ts'
import type { Json } from '../src/base/json.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import type { FetchDocument } from '../src/http/fetch-document.ts'
import { fetchStatusListToken } from '../src/status-list/fetch-status-list-token.ts'
import { statusCheck } from '../src/status-list/status-check.ts'
import { confirmAttester, type AttesterAnchors } from '../src/trust/attester-anchors.ts'

/** Whose word about wallets and their keys counts here. Each throws CheckFailed or Indeterminate if it does not. */
export interface Attesters {
  readonly clientAttestation: (x5c: readonly string[], at: EpochSeconds) => Promise<void>
  readonly keyAttestation: (x5c: readonly string[], at: EpochSeconds) => Promise<void>
  /** What the status list says to which an attestation refers; the list's signer is trusted as the attesters are. */
  readonly notRevoked: (status: Json, at: EpochSeconds) => Promise<Pass>
}

export function attestersOf(anchors: AttesterAnchors, fetchDocument: FetchDocument): Attesters {
  const both = [...anchors.clientAttestation, ...anchors.keyAttestation]
  const fetchToken = fetchStatusListToken(fetchDocument)
  return {
    clientAttestation: (x5c, at) => confirmAttester(x5c, anchors.clientAttestation, at),
    keyAttestation: (x5c, at) => confirmAttester(x5c, anchors.keyAttestation, at),
    notRevoked: async (status, now) =>
      statusCheck.run({ status, fetchToken, signerTrusted: (x5c) => confirmAttester(x5c, both, now), now }),
  }
}
