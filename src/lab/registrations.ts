import { after, days, type EpochSeconds } from '../base/time.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import { jurisdictionOf } from '../jurisdictions/index.ts'
import { credentialKinds, type CredentialProfile, type VerifierProfile } from '../jurisdictions/jurisdiction-profile.ts'
import { makeRegistrationCertificate, signRegistrationCertificate, type RegistrationCertificate } from '../trust/registration-certificate.ts'

/** Without a status list of its own, a registration certificate is believed for a month; each start of the lab makes new ones. */
const lifetime = days(31)

/** What the registrar certifies of a verifier: who it is, what it is for, and which claims of which credentials it may ask for. */
export function registrationOf(verifier: VerifierProfile, registrar: CertifiedKey, now: EpochSeconds): Promise<string> {
  const { registration } = verifier
  const { email, phone, uri } = registration.supervisory_authority
  const certificate = makeRegistrationCertificate(
    {
      name: verifier.serviceName.en,
      sub_ln: verifier.legalName,
      sub: verifier.organizationIdentifier,
      country: verifier.country,
      registry_uri: registration.registry_uri,
      srv_description: registration.srv_description,
      entitlements: [...registration.entitlements],
      privacy_policy: registration.privacy_policy,
      info_uri: registration.info_uri,
      support_uri: registration.support_uri,
      supervisory_authority: { email, phone, uri },
      certificate_policy: 'https://kakehashi.example/registration-policy',
      credentials: askedCredentials(verifier).map(({ format, vct, purposes }) => ({
        format,
        meta: { vct_values: [vct] },
        claim: registeredPaths(purposes[registration.intended_use_id]),
      })),
      purpose: registration.purpose.map(({ lang, value }) => ({ lang, value })),
      intended_use_id: registration.intended_use_id,
      public_body: registration.public_body,
    },
    { issuedAt: now, expiresAt: after(now, lifetime) },
  )
  return signRegistrationCertificate(registrar, certificate)
}

const askedCredentials = ({ asksFor }: VerifierProfile): readonly CredentialProfile[] =>
  asksFor.flatMap((code) => {
    const profile = jurisdictionOf(code)
    return profile ? credentialKinds.map((kind) => profile.credentials[kind]) : []
  })

type RegisteredClaims = NonNullable<RegistrationCertificate['credentials']>[number]['claim']

const registeredPaths = (scope: CredentialProfile['purposes'][string] | undefined): RegisteredClaims =>
  [...(scope?.needed ?? []), ...(scope?.optional ?? [])].map((path) => ({ path: [...path] as RegisteredClaims[number]['path'] }))
