import { days, epochSeconds, hours, toUtc, before, after, type EpochSeconds } from '../../src/base/time.ts'
import { FetchFailed, type FetchDocument } from '../../src/http/fetch-document.ts'
import type { CertifiedKey } from '../../src/jose/signing-key.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { signListOfTrustedEntities } from '../../src/trust/lote-signature.ts'
import type { ListOfTrustedEntities, TrustedEntity, TrustedEntityService } from '../../src/trust/list-of-trusted-entities.ts'
import { makeListOfTrustedEntities, type Scheme } from '../../src/trust/make-list-of-trusted-entities.ts'
import type { TrustListLocation } from '../../src/trust/trust-list-location.ts'
import { trustListSource, type KeptList, type TrustListSource } from '../../src/trust/trust-list-source.ts'
import { makeCa, makeLeaf, type Authority, type Certified } from '../../src/x509/adapters/pki.ts'
import { parseCertificate } from '../../src/x509/certificate.ts'

/** One scheme with its signer, its list, and somebody to look up on it. */
export const now: EpochSeconds = epochSeconds(1_795_000_000)
export const clock = { now: () => now }
export const territory = 'XM'
export const uris = {
  listType: 'https://kakehashi.example/lists/xm/ListType/LabTrustedEntities',
  diploma: 'https://kakehashi.example/lists/xm/SvcType/LearningCredential/Issuance',
  identity: 'https://kakehashi.example/lists/xm/SvcType/IdentityData/Issuance',
  access: 'https://kakehashi.example/lists/xm/SvcType/AccessCertificate/Issuance',
  registration: 'https://kakehashi.example/lists/xm/SvcType/RegistrationCertificate/Issuance',
  granted: 'https://kakehashi.example/lists/xm/SvcStatus/granted',
  withdrawn: 'https://kakehashi.example/lists/xm/SvcStatus/withdrawn',
} as const

const year = days(365)
export const listCa = await makeCa({ subject: { C: territory, O: 'LAB-Operator', CN: 'LAB-Operator CA' }, now: before(now, year), validFor: days(3650) })
export const signer = await listSigner({ C: territory, O: 'LAB-Operator', CN: 'LAB-Operator list signer' })
export const issuerCa = await makeCa({ subject: { C: territory, O: 'LAB-University', CN: 'LAB-University CA' }, now: before(now, year), validFor: days(3650) })
export const issuer = await leaf(issuerCa)

export function listSigner(subject: Readonly<Record<string, string>>): Promise<Certified> {
  return makeLeaf({ profile: 'listSigner', subject, ca: listCa, now: before(now, year), validFor: days(3650) })
}

export function leaf(ca: Authority): Promise<Certified> {
  return makeLeaf({ profile: 'credentialIssuer', subject: { C: territory, O: 'LAB-University', CN: 'LAB-University diplomas' }, ca, now: before(now, year), validFor: days(3650) })
}

export const scheme: Scheme = {
  LoTEType: uris.listType,
  SchemeOperatorName: [{ lang: 'en', value: 'LAB-Operator' }],
  SchemeName: [{ lang: 'en', value: `${territory}:LAB list` }],
  SchemeTerritory: territory,
}

export const service = (parts: Partial<TrustedEntityService['ServiceInformation']> = {}, history?: TrustedEntityService['ServiceHistory']): TrustedEntityService => ({
  ServiceInformation: {
    ServiceName: [{ lang: 'en', value: 'LAB-Diplomas' }],
    ServiceDigitalIdentity: { X509Certificates: [{ val: issuerCa.certificate }] },
    ServiceTypeIdentifier: uris.diploma,
    ServiceStatus: uris.granted,
    StatusStartingTime: toUtc(before(now, days(100))),
    ...parts,
  },
  ...(history && { ServiceHistory: history }),
})

export const entity = (services: readonly TrustedEntityService[] = [service()]): TrustedEntity => ({
  TrustedEntityInformation: {
    TEName: [{ lang: 'en', value: 'LAB-University' }, { lang: 'ja', value: 'LAB-大学' }, { lang: 'ja-Latn', value: 'LAB-Daigaku' }],
    TETradeName: [{ lang: 'en', value: 'NTRXM-LAB0001' }],
    TEAddress: {
      TEPostalAddress: [{ lang: 'en', StreetAddress: '1 Lab Street', Country: territory }],
      TEElectronicAddress: [{ lang: 'en', uriValue: 'mailto:lab@university.example' }],
    },
    TEInformationURI: [{ lang: 'en', uriValue: 'https://university.example/' }],
  },
  TrustedEntityServices: [...services],
})

export const list = (parts: { sequenceNumber?: number; issuedAt?: EpochSeconds; nextUpdate?: EpochSeconds; entities?: readonly TrustedEntity[]; scheme?: Scheme } = {}): ListOfTrustedEntities =>
  makeListOfTrustedEntities({ scheme, sequenceNumber: 5, issuedAt: before(now, hours(1)), nextUpdate: after(now, days(6)), entities: [entity()], ...parts })

export const signed = (value: ListOfTrustedEntities = list(), key: CertifiedKey = signer.key): Promise<string> =>
  signListOfTrustedEntities(key, value, before(now, hours(1)))

export const location: TrustListLocation = {
  territory,
  url: 'https://trust.example/list.jws',
  listType: uris.listType,
  grantedStatus: uris.granted,
  signerCertificates: [parseCertificate(signer.certificate)],
}

/** A network in which one address answers with `answer()`, or not at all. */
export const network = (answer: () => Promise<string | undefined>): FetchDocument => async ({ url }) => {
  const text = await answer()
  if (text === undefined) throw new FetchFailed('unreachable', 'trust.example does not answer')
  return { url, status: 200, contentType: 'application/jose', header: () => undefined, text }
}

export const sourceOf = (answer: () => Promise<string | undefined>, parts: Partial<TrustListLocation> = {}): TrustListSource =>
  trustListSource({
    ...location, ...parts, freshness: hours(24), fetchDocument: network(answer), records: memoryStore(clock).records<KeptList>('trust_lists'),
  })

export const rethrow = (error: unknown): never => {
  throw error
}
