import type { CertificatePurpose } from './certification-path.ts'
import { accessCertificatePolicies, tslSigning, type KeyUsage } from './identifiers.ts'

interface ProfileOfCertificate {
  readonly keyUsage: readonly KeyUsage[]
  readonly extendedKeyUsage: readonly string[]
  readonly policies: readonly string[]
}

/** The end-entity certificates of the lab. None is a CA; all have subject and authority key identifiers. */
export const certificateProfiles = {
  /** Signs a list of trusted entities — ETSI TS 119 612 V2.4.1 "Digitally signed Trusted List", `C` territory, `O` operator. */
  listSigner: { keyUsage: ['digitalSignature', 'nonRepudiation'], extendedKeyUsage: [tslSigning], policies: [] },
  /** Wallet relying party access certificate — ETSI TS 119 411-8 V1.1.1, policy NCP-l-eudiwrp. */
  accessCertificate: { keyUsage: ['digitalSignature'], extendedKeyUsage: [], policies: [accessCertificatePolicies.legalPerson] },
  /** Seals registration certificates — ETSI TS 119 475 V1.2.1 "WRPRC". */
  registrationCertificateSigner: { keyUsage: ['digitalSignature', 'nonRepudiation'], extendedKeyUsage: [], policies: [] },
  /** Signs credentials — SD-JWT VC, by `x5c`. */
  credentialIssuer: { keyUsage: ['digitalSignature'], extendedKeyUsage: [], policies: [] },
  /** Signs Status List Tokens. */
  statusListSigner: { keyUsage: ['digitalSignature'], extendedKeyUsage: [], policies: [] },
  /** Signs wallet attestations: a wallet provider — OpenID4VCI 1.0 "Wallet Attestations in JWT format", by `x5c`. */
  walletAttester: { keyUsage: ['digitalSignature'], extendedKeyUsage: [], policies: [] },
  /** Signs key attestations — OpenID4VCI 1.0 "Key Attestation in JWT format", by `x5c`. */
  keyAttester: { keyUsage: ['digitalSignature'], extendedKeyUsage: [], policies: [] },
} as const satisfies Readonly<Record<string, ProfileOfCertificate>>

export type CertificateProfile = keyof typeof certificateProfiles

/** What a path must allow when the leaf signs documents of the profile. */
export const signingPurpose = (profile: CertificateProfile): CertificatePurpose => ({
  keyUsage: 'digitalSignature',
  extendedKeyUsage: certificateProfiles[profile].extendedKeyUsage[0] ?? 'any',
})
