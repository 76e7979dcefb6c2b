import { createPrivateKey } from 'node:crypto'

/** A certificate as PEM — RFC 7468 §5. @param base64 of the DER, as in `x5c` */
export const certificatePem = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`

/** The certificates of a PEM text, each as base64 of the DER; what else stands there is passed over. */
export const certificatesInPem = (pem: string): readonly string[] =>
  [...pem.matchAll(/-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/g)].map(([, base64]) =>
    base64!.replace(/\s/g, ''),
  )

/** A private key as PEM, PKCS #8 — RFC 7468 §10. */
export const privateKeyPem = (jwk: Readonly<Record<string, string>>): string =>
  createPrivateKey({ key: { ...jwk }, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }).toString()
