import type { P256PublicJwk } from './jwk.ts'

/** A key that signs with ES256. The private part never leaves its adapter, so a KMS or a secure element fits. */
export interface SigningKey {
  readonly alg: 'ES256'
  readonly publicJwk: P256PublicJwk
  /** ECDSA P-256 with SHA-256 over `data`: r and s, 64 bytes (RFC 7518 §3.4). */
  sign(data: Uint8Array): Promise<Uint8Array>
}

/** A signing key with the certificate that speaks for it. */
export interface CertifiedKey extends SigningKey {
  /**
   * RFC 7515 §4.1.6: base64 DER, the key's own certificate first, each certified by the next. Without the trust anchor,
   * as HAIP 1.0 asks of every `x5c`.
   */
  readonly x5c: readonly [string, ...string[]]
}

/** A P-256 private key as a JWK: what a software key store keeps. */
export interface PrivateJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
  readonly d: string
}
