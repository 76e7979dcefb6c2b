import type { KeyObject } from 'node:crypto'
import { confirm } from '../base/checks.ts'
import { isJsonObject, type JsonObject } from '../base/json.ts'
import type { EpochSeconds, Seconds } from '../base/time.ts'
import { parsePublicJwk, type P256PublicJwk } from '../jose/jwk.ts'
import { parseCompactJws, type CompactJws } from '../jose/jws.ts'
import { parseDisclosure } from './disclosure.ts'
import { once } from './once.ts'
import { splitSdJwt, type SdJwtParts } from './parse-sd-jwt.ts'
import { processPayload, type ProcessedPayload } from './processed-payload.ts'

/** An SD-JWT during its verification. A piece is read when the first check asks for it; CheckFailed if it cannot be. */
export interface ReceivedSdJwt {
  readonly parts: () => SdJwtParts
  readonly issuerJwt: () => CompactJws
  /** The key that must have signed it. Whether its owner is trusted is another part's question. */
  readonly issuerKey: () => P256PublicJwk | KeyObject
  readonly processed: () => ProcessedPayload
  /** Where `exp`, `nbf`, `iat` and `cnf` are read. */
  readonly registeredClaims: () => JsonObject
  readonly holderKey: () => P256PublicJwk
  readonly expected: ValidityExpectations
}

export interface ValidityExpectations {
  readonly now: EpochSeconds
  /** How far the clocks of two honest parties may differ. */
  readonly skew: Seconds
  /** Whether an SD-JWT without `exp` is refused. */
  readonly mustExpire: boolean
}

/** An SD-JWT+KB during its verification: the same, and what the holder added. */
export interface PresentedSdJwt extends ReceivedSdJwt {
  readonly keyBindingJwt: () => CompactJws
  readonly expected: ValidityExpectations & PresentationExpectations
}

export interface PresentationExpectations {
  /** The value that this request, and no other, carried. */
  readonly nonce: string
  /** This verifier as the request named it: the whole `client_id` with its prefix in OpenID4VP 1.0. */
  readonly audience: string
}

/** The pieces of the text itself. */
export function readPieces(text: string): Pick<PresentedSdJwt, 'parts' | 'issuerJwt' | 'processed' | 'keyBindingJwt'> {
  const parts = once(() => splitSdJwt(text))
  const issuerJwt = once(() => parseCompactJws(parts().issuerJwtText))
  return {
    parts,
    issuerJwt,
    processed: once(() => processPayload(issuerJwt().payload, parts().disclosureTexts.map(parseDisclosure))),
    keyBindingJwt: once(() => {
      const { keyBindingText } = parts()
      confirm(keyBindingText !== undefined, 'there is no Key Binding JWT after the last tilde')
      return parseCompactJws(keyBindingText)
    }),
  }
}

/** RFC 7800 "Representation of an Asymmetric Proof-of-Possession Key". @throws CheckFailed if there is none */
export function confirmationKey({ cnf }: JsonObject): P256PublicJwk {
  confirm(isJsonObject(cnf), 'the payload has no cnf: the SD-JWT is bound to no holder')
  confirm(cnf['jwk'] !== undefined, 'cnf has no jwk')
  return parsePublicJwk(cnf['jwk'])
}
