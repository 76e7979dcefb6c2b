import type { EpochSeconds } from '../base/time.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import { jurisdictionCodes, jurisdictions, type JurisdictionCode } from '../jurisdictions/index.ts'
import type { Certified } from '../x509/adapters/pki.ts'
import { walletProvider } from '../wallet-provider/organisation.ts'
import { makeJurisdictionPki, makeWalletProviderPki, type WalletProviderPki } from './pki.ts'
import type { Place } from './places.ts'
import { registrationOf } from './registrations.ts'
import { schemeEntitiesOf } from './scheme-entities-of.ts'

/** Files by path below the lab's folder; secrets among them. */
export type Files = Readonly<Record<string, string>>

/** Where each file stands below the lab's folder. */
export const paths = {
  key: ({ id }: Pick<Place, 'id'>) => `keys/${id}.json`,
  statusKey: ({ id }: Pick<Place, 'id'>) => `keys/${id}-status.json`,
  accessKey: ({ id }: Pick<Place, 'id'>) => `keys/${id}-access.json`,
  keyAttestationKey: ({ id }: Pick<Place, 'id'>) => `keys/${id}-keys.json`,
  registrarKey: (code: string) => `keys/registrar-${code.toLowerCase()}.json`,
  entities: ({ id }: Pick<Place, 'id'>) => `entities/${id}.json`,
  registration: ({ id }: Pick<Place, 'id'>) => `registrations/${id}.jwt`,
  trustLists: 'trust-lists.json',
  walletProviders: 'wallet-providers.json',
  environment: ({ id }: Pick<Place, 'id'>) => `env/${id}.env`,
  database: ({ id }: Pick<Place, 'id'>) => `data/${id}.sqlite`,
} as const

/**
 * What is made once and kept over restarts: keys, certificates, and whom the lists name.
 *
 * @param unlisted the jurisdiction whose university stays off its list
 */
export async function makeLastingFiles(
  places: readonly Place[],
  { now, unlisted }: { now: EpochSeconds; unlisted: string | undefined },
): Promise<Files> {
  const provider = await makeWalletProviderPki(walletProvider, now)
  const files: Record<string, string> = walletProviderFiles(places, provider)
  for (const code of jurisdictionCodes) {
    const profile = jurisdictions[code]
    const pki = await makeJurisdictionPki(profile, now)
    files[paths.registrarKey(code)] = keyFile(pki.registrar)
    for (const place of places) {
      if (!('jurisdiction' in place) || place.jurisdiction !== code) continue
      switch (place.service) {
        case 'scheme-operator':
          files[paths.key(place)] = keyFile(pki.listSigner)
          files[paths.entities(place)] = json(schemeEntitiesOf(profile, { own: pki, provider }, { now, unlisted: unlisted === code ? 'diploma' : undefined }))
          break
        case 'issuer':
          files[paths.key(place)] = keyFile(pki.issuers[place.kind].credentials)
          files[paths.statusKey(place)] = keyFile(pki.issuers[place.kind].status)
          files[paths.accessKey(place)] = keyFile(pki.issuers[place.kind].access)
          break
        case 'verifier':
          files[paths.key(place)] = keyFile(pki.accessCertificates[place.role])
          break
      }
    }
  }
  return files
}

/** The wallet provider's keys, and what every issuer is told of it: whose attestations of wallets and of keys count. */
function walletProviderFiles(places: readonly Place[], pki: WalletProviderPki): Record<string, string> {
  const anchors = { clientAttestation: [pki.walletAuthority.certificate], keyAttestation: [pki.keyAuthority.certificate] }
  const keys = places.filter(({ service }) => service === 'wallet-provider').flatMap((place) => [
    [paths.key(place), keyFile(pki.walletAttester)],
    [paths.keyAttestationKey(place), keyFile(pki.keyAttester)],
    [paths.statusKey(place), keyFile(pki.status)],
  ])
  return { ...Object.fromEntries(keys), [paths.walletProviders]: json(anchors) }
}

/**
 * What each start makes anew: the verifiers' registrations, and what every relying service is told of the lists
 * beforehand: where they are and who signs them.
 *
 * @param urls public base URL of each place
 * @param keyOf reads a key that {@link makeLastingFiles} made
 */
export async function makeStartFiles(
  places: readonly Place[],
  { now, urls, keyOf }: { now: EpochSeconds; urls: ReadonlyMap<string, string>; keyOf: (path: string) => Promise<CertifiedKey> },
): Promise<Files> {
  const files: Record<string, string> = {}
  const lists: object[] = []
  for (const place of places) {
    if (place.service === 'verifier') {
      const verifier = jurisdictions[place.jurisdiction as JurisdictionCode].verifiers[place.role]
      files[paths.registration(place)] = await registrationOf(verifier, await keyOf(paths.registrarKey(place.jurisdiction)), now)
    }
    if (place.service === 'scheme-operator') {
      const { path, listType, serviceStatuses } = jurisdictions[place.jurisdiction as JurisdictionCode].trustList
      const signer = await keyOf(paths.key(place))
      const url = `${urls.get(place.id)}${path}`
      lists.push({ territory: place.jurisdiction, url, listType, grantedStatus: serviceStatuses.granted, signerCertificates: [signer.x5c[0]] })
    }
  }
  return { ...files, [paths.trustLists]: json(lists) }
}

const keyFile = ({ privateJwk, x5c }: Certified): string => json({ privateJwk, x5c })
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
