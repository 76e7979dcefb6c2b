import type { EpochSeconds } from '../src/base/time.ts'
import type { PrivateJwk } from '../src/jose/signing-key.ts'

/** This wallet as one authorization server knows it. Another server gets another key and another attestation. */
export interface HeldAttestation {
  /** The key of `cnf`; it stays when the attestation is renewed, for refresh tokens are bound to it. */
  readonly key: PrivateJwk
  /** `sub` of the attestation. */
  readonly clientId: string
  /** Compact JWS, as the provider signed it. */
  readonly attestation: string
  readonly expiresAt: EpochSeconds
}

/** How the wallet provider knows one wallet: by a key that nobody else ever sees. */
export interface ProviderRegistration {
  readonly key: PrivateJwk
  /** Absent until the provider answered. */
  readonly instanceId?: string
}
