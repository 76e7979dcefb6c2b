import type { Log } from '../base/log.ts'
import type { Clock } from '../base/time.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import type { JurisdictionProfile } from '../jurisdictions/jurisdiction-profile.ts'
import type { Store } from '../store/store.ts'
import { certifiedKeyFile } from '../trust/adapters/certified-key-file.ts'
import type { TrustListLocation } from '../trust/trust-list-location.ts'
import { verifyTrustList } from '../trust/trust-list-checks.ts'
import { parseCertificate } from '../x509/certificate.ts'
import { schemeEntitiesFile } from './adapters/scheme-entities-file.ts'
import type { SchemeOperatorConfig } from './config.ts'
import { oneAtATime, publish, type Issue, type Press, type Publication } from './publication.ts'
import { registered, trustedEntities, type Register, type ServiceRecord } from './register.ts'
import type { SchemeEntities } from './scheme-entities.ts'
import { schemeOf } from './scheme.ts'

/** What the endpoints of a scheme operator work with. Made once, when the program starts. */
export interface SchemeOperatorContext {
  readonly profile: JurisdictionProfile
  readonly baseUrl: URL
  readonly listUrl: string
  readonly development: boolean
  readonly trustProxy: boolean
  readonly labUrl?: string
  readonly deskToken: string
  readonly clock: Clock
  readonly log: Log
  readonly register: Register
  readonly press: Press
  /** What a relying party is told about this list beforehand. */
  readonly location: TrustListLocation
  /** The issue that is out now; makes a new one if that is due. */
  readonly currentIssue: () => Promise<Publication>
}

/**
 * Reads the files and publishes the first issue, so that a list which relying parties would refuse stops the program and not
 * them.
 *
 * @throws Error saying what is wrong with the files, or with the list that would follow from them
 */
export async function makeSchemeOperatorContext(
  config: SchemeOperatorConfig,
  { clock, log, store }: { clock: Clock; log: Log; store: Store },
): Promise<SchemeOperatorContext> {
  const { profile, url, development, trustProxy, deskToken } = config
  const key = await certifiedKeyFile(config.keyFile)
  const entities = await schemeEntitiesFile(config.entitiesFile)
  const listUrl = `${url}${profile.trustList.path}`
  const register: Register = { entities, records: store.records<ServiceRecord>('services') }
  const press = pressOf(profile, listUrl, key, store)
  const inTurn = oneAtATime()
  const currentIssue = () =>
    inTurn(async () => publish(press, trustedEntities(await registered(register), profile.trustList), clock.now()))
  const context = {
    profile, listUrl, baseUrl: new URL(url), development, trustProxy, deskToken, clock, log, register, press, currentIssue,
    location: locationOf(profile, listUrl, key),
    ...(config.labUrl !== undefined && { labUrl: config.labUrl }),
  }
  checkServiceTypes(entities, profile)
  await checkOwnList(context, await currentIssue())
  return context
}

const pressOf = (profile: JurisdictionProfile, listUrl: string, key: CertifiedKey, store: Store): Press => ({
  key,
  scheme: schemeOf(profile, listUrl),
  nextUpdateAfter: profile.trustList.nextUpdateAfter,
  publications: store.records<Publication>('publications'),
  issues: store.records<Issue>('issues'),
  pauses: store.records<boolean>('pauses'),
})

const locationOf = ({ code, trustList }: JurisdictionProfile, url: string, key: CertifiedKey): TrustListLocation => ({
  territory: code,
  url,
  listType: trustList.listType,
  grantedStatus: trustList.serviceStatuses.granted,
  signerCertificates: [parseCertificate(key.x5c[0])],
})

function checkServiceTypes({ entities }: SchemeEntities, { trustList }: JurisdictionProfile): void {
  const known: readonly string[] = Object.values(trustList.serviceTypes)
  const strange = entities.flatMap(({ services }) => services).find(({ serviceType }) => !known.includes(serviceType))
  if (strange) throw new Error(`service ${strange.serviceId} has the type ${strange.serviceType}, which this scheme does not know`)
}

/** An issue past its next update is no fault of the files: publishing may be paused. */
async function checkOwnList({ location, clock }: SchemeOperatorContext, { text, sequenceNumber }: Publication): Promise<void> {
  const rethrow = (error: unknown): never => {
    throw error
  }
  const { report } = await verifyTrustList({ text, expected: location, lastSequenceNumber: sequenceNumber, now: clock.now() }, rethrow)
  const fault = report.checks.find(({ id, outcome }) => outcome.status !== 'passed' && id !== 'list_next_update')
  if (fault) throw new Error(`relying parties would refuse the list: ${fault.id}: ${fault.outcome.detail}`)
}
