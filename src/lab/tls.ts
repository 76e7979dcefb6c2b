import { utf8 } from '../base/bytes.ts'
import { after, before, days, type EpochSeconds } from '../base/time.ts'
import { makeCertificate } from '../x509/adapters/pki.ts'
import { certificatePem, privateKeyPem } from '../x509/pem.ts'

/** PEM texts: the root that people and programs trust, and what the services serve with. */
export interface TlsMaterial {
  readonly root: string
  readonly key: string
  readonly certificate: string
}

/** Browsers of Apple take no server certificate of more than 825 days, not even below a root that a person added. */
const validity = days(731)
/** Clocks of other machines may be behind. */
const leeway = days(1)

/**
 * Makes a root for this lab's https and one server certificate for all names below it. The root's private key is thrown
 * away, and the root is constrained to names under `localhost`: whoever trusts it can be deceived about no other site,
 * not even by somebody who copies the lab's folder.
 *
 * @param names host names, all of them `localhost` or under it
 */
export async function makeTlsMaterial(names: readonly string[], now: EpochSeconds): Promise<TlsMaterial> {
  const subject = { O: 'LAB-Kakehashi', CN: 'LAB Kakehashi https root for localhost only' }
  const period = { notBefore: before(now, leeway), notAfter: after(now, validity) }
  const root = await makeCertificate({
    ...period,
    subject,
    basicConstraints: { ca: true, pathLength: 0 },
    keyUsage: ['keyCertSign', 'cRLSign'],
    moreExtensions: [onlyLocalhost],
  })
  const server = await makeCertificate({
    ...period,
    subject: { O: 'LAB-Kakehashi', CN: 'LAB Kakehashi services' },
    issuedBy: { ...root, subject, anchor: true },
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: [serverAuth],
    subjectAltNames: names.map((value) => ({ type: 'dns', value })),
  })
  return {
    root: certificatePem(root.certificate),
    key: privateKeyPem({ ...server.privateJwk }),
    certificate: certificatePem(server.certificate),
  }
}

/** id-kp-serverAuth — RFC 5280 §4.2.1.12. */
const serverAuth = '1.3.6.1.5.5.7.3.1'

/** Tag, length (below 128, which suffices here), contents. */
function der(tag: number, contents: readonly Uint8Array[]): Uint8Array {
  const value = contents.flatMap((bytes) => [...bytes])
  if (value.length > 127) throw new RangeError('a length in one byte')
  return Uint8Array.from([tag, value.length, ...value])
}

/** RFC 5280 §4.2.1.10 "Name Constraints": DNS names under localhost are permitted, every IP address is excluded. */
export const onlyLocalhost = {
  oid: '2.5.29.30',
  critical: true,
  der: der(0x30, [
    der(0xa0, [der(0x30, [der(0x82, [utf8('localhost')])])]),
    der(0xa1, [8, 32].map((length) => der(0x30, [der(0x87, [new Uint8Array(length)])]))),
  ]),
} as const
