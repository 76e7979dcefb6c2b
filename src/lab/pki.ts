import { days, type EpochSeconds, type Seconds } from '../base/time.ts'
import type { JurisdictionProfile, CredentialKind, Organisation, VerifierRole } from '../jurisdictions/jurisdiction-profile.ts'
import { credentialKinds, verifierRoles } from '../jurisdictions/jurisdiction-profile.ts'
import { makeCa, makeLeaf, type AltName, type Authority, type Certified, type SubjectName } from '../x509/adapters/pki.ts'
import type { CertificateProfile } from '../x509/certificate-profiles.ts'

/** Every key and certificate of one jurisdiction's parties. Each party has a CA of its own; the CA goes on the list. */
export interface JurisdictionPki {
  readonly listSigner: Certified
  readonly accessAuthority: Authority
  /** The authority before and the one to come: lists carry withdrawn and future entries as well. */
  readonly formerAccessAuthority: Authority
  readonly nextAccessAuthority: Authority
  readonly registrarAuthority: Authority
  readonly registrar: Certified
  readonly issuers: { readonly [Kind in CredentialKind]: IssuerPki }
  readonly accessCertificates: { readonly [Role in VerifierRole]: Certified }
}

export interface IssuerPki {
  readonly authority: Authority
  readonly credentials: Certified
  readonly status: Certified
  /** Signs the issuer's metadata: with it a wallet knows whose credentials they are. */
  readonly access: Certified
}

/** The wallet provider's: two authorities, because issuers trust it separately for wallets and for keys. */
export interface WalletProviderPki {
  readonly walletAuthority: Authority
  readonly keyAuthority: Authority
  readonly walletAttester: Certified
  readonly keyAttester: Certified
  readonly status: Certified
}

const caValidity = days(3652)
const leafValidity = days(731)

export async function makeJurisdictionPki(profile: JurisdictionProfile, now: EpochSeconds): Promise<JurisdictionPki> {
  const { operator } = profile.trustList
  const { authority, leaf } = makerAt(now)
  const listAuthority = await authority(operator, 'list signing')
  const accessAuthority = await authority(operator, 'access certificate')
  const registrarAuthority = await authority(operator, 'registration certificate')
  const issuerPki = async (kind: CredentialKind): Promise<IssuerPki> => {
    const issuer = profile.issuers[kind]
    const ca = await authority(issuer, `${kind} credential`)
    return {
      authority: ca,
      credentials: await leaf('credentialIssuer', issuer, issuer.serviceName.en, ca),
      status: await leaf('statusListSigner', issuer, `${issuer.serviceName.en}, status`, ca),
      access: await leaf('accessCertificate', issuer, issuer.serviceName.en, accessAuthority, [
        { type: 'uri', value: issuer.website },
        { type: 'email', value: issuer.email },
      ]),
    }
  }
  const accessCertificate = (role: VerifierRole): Promise<Certified> => {
    const verifier = profile.verifiers[role]
    return leaf('accessCertificate', verifier, verifier.serviceName.en, accessAuthority, [
      { type: 'uri', value: verifier.registration.support_uri },
      { type: 'email', value: verifier.email },
    ])
  }
  return {
    listSigner: await leaf('listSigner', operator, `${operator.legalName}, list`, listAuthority),
    accessAuthority,
    formerAccessAuthority: await authority(operator, 'former access certificate'),
    nextAccessAuthority: await authority(operator, 'next access certificate'),
    registrarAuthority,
    registrar: await leaf('registrationCertificateSigner', operator, `${operator.legalName}, registrar`, registrarAuthority),
    issuers: await each(credentialKinds, issuerPki),
    accessCertificates: await each(verifierRoles, accessCertificate),
  }
}

export async function makeWalletProviderPki(provider: Organisation, now: EpochSeconds): Promise<WalletProviderPki> {
  const { authority, leaf } = makerAt(now)
  const walletAuthority = await authority(provider, 'wallet attestation')
  const keyAuthority = await authority(provider, 'key attestation')
  return {
    walletAuthority,
    keyAuthority,
    walletAttester: await leaf('walletAttester', provider, `${provider.legalName}, wallets`, walletAuthority),
    keyAttester: await leaf('keyAttester', provider, `${provider.legalName}, keys`, keyAuthority),
    status: await leaf('statusListSigner', provider, `${provider.legalName}, status`, walletAuthority),
  }
}

const makerAt = (now: EpochSeconds) => ({
  authority: (of: Organisation, purpose: string): Promise<Authority> =>
    makeCa({ subject: subject(of, `${of.legalName}, ${purpose} CA`), now, validFor: caValidity }),
  leaf: (profile: CertificateProfile, of: Organisation, name: string, ca: Authority, subjectAltNames: readonly AltName[] = []): Promise<Certified> =>
    makeLeaf({ profile, subject: subject(of, name), subjectAltNames, ca, now, validFor: leafValidity as Seconds }),
})

const subject = ({ country, legalName, organizationIdentifier }: Organisation, CN: string): SubjectName => ({
  C: country, O: legalName, organizationIdentifier, CN,
})

async function each<Key extends string, Value>(keys: readonly Key[], make: (key: Key) => Promise<Value>): Promise<{ readonly [K in Key]: Value }> {
  const entries: [Key, Value][] = []
  for (const key of keys) entries.push([key, await make(key)])
  return Object.fromEntries(entries) as { readonly [K in Key]: Value }
}
