import type { CertifiedKey } from '../../jose/signing-key.ts'
import type { SchemeEntities } from '../../scheme-operator/scheme-entities.ts'
import type { AttesterAnchors } from '../../trust/attester-anchors.ts'
import type { TrustListLocation } from '../../trust/trust-list-location.ts'
import type { Environment } from '../environment.ts'
import type { Place } from '../places.ts'

/** What a lab's folder says of the lab that was started in it last. */
export interface LeftLab {
  readonly environments: ReadonlyMap<Place['id'], Environment>
  /** Whom each jurisdiction's list names: with the CA certificates that chains lead to. */
  readonly entities: ReadonlyMap<string, SchemeEntities>
  readonly lists: readonly TrustListLocation[]
  readonly attesters: AttesterAnchors
  /** By place: of a verifier its access certificate. */
  readonly accessKeys: ReadonlyMap<Place['id'], CertifiedKey>
  /** The root of its https, if it was started with `--tls`. */
  readonly root?: { readonly file: string; readonly pem: string }
}
