import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { sha256Base64url } from '../../src/base/bytes.ts'
import type { ClaimsPath } from '../../src/base/claims-path.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { after, before, days, epochSeconds } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { jurisdictions } from '../../src/jurisdictions/index.ts'
import type { RegistrationCertificate } from '../../src/trust/registration-certificate.ts'
import { issueSdJwtVc } from '../../src/sd-jwt/issue-sd-jwt-vc.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'
import type { HeldCredential, VerifierSeen } from '../../wallet/records.ts'

/** Credentials and verifiers as the wallet keeps them, without a service in sight. */
export const now = epochSeconds(1_795_000_000)

const ca = await makeCa({
  subject: { C: 'JP', O: 'LAB', CN: 'LAB-CA' },
  now: before(now, days(10)),
  validFor: days(1000),
})
const issuer = await makeLeaf({
  profile: 'credentialIssuer',
  subject: { C: 'JP', O: 'LAB', CN: 'LAB-Issuer' },
  ca,
  now: before(now, days(10)),
  validFor: days(900),
})

export async function heldCredential(
  vct: string,
  claims: JsonObject,
  {
    territory = 'JP',
    receivedAt = now,
    expiresAt = after(now, days(30)),
    always = [] as readonly string[],
    disclosable,
  }: {
    territory?: string | undefined
    receivedAt?: typeof now
    expiresAt?: typeof now
    always?: readonly string[]
    disclosable?: readonly ClaimsPath[]
  } = {},
): Promise<HeldCredential> {
  const credential = await issueSdJwtVc({
    key: issuer.key,
    claims: { vct, exp: expiresAt, ...claims },
    always,
    disclosable:
      disclosable ??
      Object.keys(claims)
        .filter((name) => !always.includes(name))
        .map((name) => [name] as const),
    holderKey: generateSoftwareKey().key.publicJwk,
    random: systemRandom,
    decoys: 2,
  })
  return {
    id: `cred_${sha256Base64url(credential)}`,
    configurationId: 'lab',
    vct,
    credential,
    receivedAt,
    expiresAt,
    credentialIssuer: 'https://issuer.example',
    issuerNames: [
      { text: 'LAB-発行者', lang: 'ja' },
      { text: 'LAB-Issuer', lang: 'en' },
    ],
    names: [
      { text: 'LAB-証明書', lang: 'ja' },
      { text: 'LAB-Credential', lang: 'en' },
    ],
    claimLabels: Object.keys(claims).map((name) => ({
      path: [name] as const,
      names: [{ text: `label of ${name}`, lang: 'en' }],
    })),
    ...(territory !== '' && {
      listed: {
        territory,
        entityName: 'LAB-Issuer',
        serviceName: 'LAB-Service',
        list: 'https://list.example',
        sequenceNumber: 3,
      },
    }),
  }
}

export const verifierSeen = (territory: 'EU' | 'JP'): VerifierSeen => ({
  clientId: 'x509_hash:abc',
  name: 'LAB-University, Admissions',
  legalName: 'LAB-University',
  identifier: jurisdictions[territory].verifiers.admissions.organizationIdentifier,
  country: 'XM',
  territory,
  certificateSubject: 'CN=LAB',
  certificate: 'abc',
  listStatus: 'granted',
  list: 'https://list.example',
  sequenceNumber: 7,
  listedAs: 'LAB-Operator · LAB-Access',
  registration: {
    name: 'LAB-University',
    publicBody: false,
    intendedUse: 'university_admission',
    description: [{ lang: 'en', text: 'Decides on applications' }],
    purpose: [
      { lang: 'en', text: 'To check the degree' },
      { lang: 'ja', text: '学位の確認' },
    ],
    privacyPolicy: 'https://privacy.example',
    support: 'https://support.example',
  },
})

/** A registration for these claims of these types. */
export const registeredFor = (
  credentials: readonly { readonly vct: string; readonly paths: readonly ClaimsPath[] }[],
  intended_use_id = 'university_admission',
): RegistrationCertificate =>
  ({
    intended_use_id,
    credentials: credentials.map(({ vct, paths }) => ({
      format: 'dc+sd-jwt',
      meta: { vct_values: [vct] },
      claim: paths.map((path) => ({ path: [...path] })),
    })),
  }) as unknown as RegistrationCertificate
