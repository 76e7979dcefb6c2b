import { confirm } from '../base/checks.ts'
import type { JsonObject } from '../base/json.ts'
import { after, minutes, type EpochSeconds, type Seconds } from '../base/time.ts'
import { describe, parseCompactJws, signCompactJws, verifyEs256, type CompactJws } from '../jose/jws.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import { parseX5c } from '../x509/x5c.ts'
import { parseCredentialIssuerMetadata, type CredentialIssuerMetadata } from './credential-issuer-metadata.ts'

/** OpenID4VCI 1.0 "Credential Issuer Metadata Retrieval": the media type to accept for signed metadata. */
export const signedMetadataType = 'application/jwt'
const typ = 'openidvci-issuer-metadata+jwt'

/**
 * Signs the metadata — OpenID4VCI 1.0 "Signed Metadata", HAIP 1.0 (`x5c` without the anchor): every parameter is a
 * claim at the top, `sub` is the issuer.
 *
 * @param key the issuer's access certificate, as ETSI TS 119 472-3 V1.1.1 asks
 * @param lifetime until `exp`
 */
export const signCredentialIssuerMetadata = (
  key: CertifiedKey,
  metadata: CredentialIssuerMetadata,
  { now, lifetime }: { readonly now: EpochSeconds; readonly lifetime: Seconds },
): Promise<string> =>
  signCompactJws(
    key,
    { typ, x5c: [...key.x5c] },
    {
      ...(metadata as unknown as JsonObject),
      sub: metadata.credential_issuer,
      iat: now,
      exp: after(now, lifetime),
    },
  )

export interface SignedMetadata {
  readonly metadata: CredentialIssuerMetadata
  /** The signer's chain, already judged; its leaf names the issuer. */
  readonly x5c: readonly string[]
}

/**
 * Verifies signed metadata — OpenID4VCI 1.0 "Signed Metadata".
 *
 * @param credentialIssuer the identifier that the address was made from
 * @param trusted judges the signer's chain. @throws CheckFailed or Indeterminate if it is not trusted
 * @throws CheckFailed if it is not signed metadata of this issuer, or too old; what `trusted` throws
 */
export async function verifySignedMetadata(
  text: string,
  { credentialIssuer, now, trusted }: {
    readonly credentialIssuer: string
    readonly now: EpochSeconds
    readonly trusted: (x5c: readonly string[]) => Promise<void>
  },
): Promise<SignedMetadata> {
  const jws = parseCompactJws(text.trim())
  confirm(jws.header['typ'] === typ, `the typ of the signed metadata is ${describe(jws.header['typ'])}, not '${typ}'`)
  const chain = parseX5c(jws.header)
  verifyEs256(jws, chain[0].publicKey)
  confirmCurrent(jws, now)
  confirm(jws.payload['sub'] === credentialIssuer, 'the signed metadata was made for another issuer (sub)', {
    expected: credentialIssuer,
  })
  const x5c = chain.map(({ base64 }) => base64)
  await trusted(x5c)
  return { metadata: parseCredentialIssuerMetadata(jws.payload, credentialIssuer), x5c }
}

function confirmCurrent({ payload: { iat, exp } }: CompactJws, now: EpochSeconds): void {
  confirm(typeof iat === 'number', `the iat of the signed metadata is ${describe(iat)}; it must be a number`)
  confirm(iat <= now + skew, 'the signed metadata comes from the future', { iat, now })
  confirm(exp === undefined || typeof exp === 'number', `the exp of the signed metadata is ${describe(exp)}`)
  confirm(exp === undefined || exp > now - skew, 'the signed metadata has expired', { exp: exp ?? null, now })
}

const skew = minutes(1)
