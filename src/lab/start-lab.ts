import { join } from 'node:path'
import type { Log } from '../base/log.ts'
import type { Random } from '../base/random.ts'
import type { Clock, Seconds } from '../base/time.ts'
import { bind, type Binding } from '../http/adapters/bind.ts'
import { nodeFetchDocument } from '../http/adapters/node-fetch-document.ts'
import { serviceFetchDocument } from '../http/adapters/service-network.ts'
import type { FetchDocument } from '../http/fetch-document.ts'
import { parseServiceEnvironment } from '../http/service-environment.ts'
import { learningCredentialVct } from '../jurisdictions/diploma-claims.ts'
import { presentSdJwtVc } from '../sd-jwt/present-sd-jwt-vc.ts'
import { eachSide, type Desk, type SentResponse, type Side, type SideOfWorld, type Staging, type World } from '../scenarios/world.ts'
import { sqliteStore } from '../store/adapters/sqlite-store.ts'
import { prepareLabFolder, writeAll } from './adapters/lab-folder.ts'
import { ownSettings } from './adapters/own-settings.ts'
import { environmentFile, environmentOf, prefixes, type Environment } from './environment.ts'
import { paths } from './material.ts'
import { misbehavingPresent } from './misbehaving-wallet.ts'
import { outboundRules, urlOf, type LabNetwork } from './network.ts'
import { places, type Place } from './places.ts'
import type { RunningLab, RunningService } from './running-lab.ts'
import { serviceIdOf } from './scheme-entities-of.ts'
import { peoplePassword } from './secrets.ts'
import { makeService } from './start-service.ts'

export interface LabOptions {
  /** Where keys, lists, environments and databases stand. */
  readonly folder: string
  readonly databases: 'files' | 'memory'
  /** The ports of the table of places, or any free ones. */
  readonly ports: 'fixed' | 'any'
  readonly clock: Clock
  /** Lets the clock's time pass; a lab on the system's time refuses. */
  readonly advance: (duration: Seconds) => void
  readonly random: Random
  readonly logFor: (service: string) => Log
  readonly logLevel: string
  readonly staging: Staging
  readonly network: LabNetwork
  /** The lab's own pages. */
  readonly labUrl: string
}

/**
 * Starts every service of the lab in this process, each on its port with its own files and database; they meet only over
 * HTTP. What had started is ended again if one cannot start.
 *
 * @throws PortTaken if another program has one of the ports
 */
export async function startLab(options: LabOptions): Promise<RunningLab> {
  /** In the order in which they end: first what listens, then what it writes to. */
  const open: { close(): Promise<void> }[] = []
  const closeAll = async (): Promise<void> => {
    for (const part of open.splice(0)) await part.close()
  }
  try {
    const { network } = options
    const tls = network.tls && { key: network.tls.key, cert: network.tls.certificate }
    const bindings = new Map<string, Binding>()
    for (const place of places) {
      const binding = await bind({ port: options.ports === 'fixed' ? place.port : 0, host: '127.0.0.1', ...(tls && { tls }) })
      bindings.set(place.id, binding)
      open.push(binding)
    }
    const ports = new Map([...bindings].map(([id, { port }]) => [id, port]))
    const urls = new Map(places.map((place) => [place.id, urlOf(place, ports.get(place.id)!, network)]))
    const tokens = await prepareLabFolder(options.folder, places, {
      now: options.clock.now(), random: options.random, urls, unlisted: options.staging.unlistedUniversity,
    })
    const settings = await ownSettings(options.folder, places)
    const environments = new Map(
      places.map((place) => [place.id, { ...environmentOf(place, { ...options, urls, ports, tokens }), ...settings.get(place.id) }]),
    )
    await writeAll(options.folder, Object.fromEntries(places.map((place) => [paths.environment(place), environmentFile(environments.get(place.id)!)])))

    const sent: SentResponse[] = []
    for (const place of places) open.push(await serve(place, environments.get(place.id)!, bindings.get(place.id)!, sent, options))

    const services = places.map((place): RunningService => ({
      place, url: urls.get(place.id)!, close: () => bindings.get(place.id)!.close(),
    }))
    return { services, world: worldOf(services, tokens, sent, options), startedAt: options.clock.now(), close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}

async function serve(place: Place, env: Environment, binding: Binding, sent: SentResponse[], options: LabOptions): Promise<{ close(): Promise<void> }> {
  const { clock, random, staging, databases, folder } = options
  const store = await sqliteStore({ file: databases === 'memory' ? ':memory:' : join(folder, paths.database(place)), clock })
  const fetchDocument = await serviceFetchDocument(parseServiceEnvironment(prefixes[place.service], {}, env))
  const { misbehaviour } = staging
  const app = await makeService(place, env, {
    clock, random, store, fetchDocument,
    log: options.logFor(place.id),
    present: misbehaviour ? misbehavingPresent(misbehaviour, learningCredentialVct) : presentSdJwtVc,
    directPost: recording(fetchDocument, sent),
  })
  binding.serve(app)
  return store
}

/** Remembers the last answers that the wallet sent, for the story in which somebody sends one again. */
const recording = (post: FetchDocument, sent: SentResponse[]): FetchDocument => (request) => {
  sent.push({ url: request.url, body: request.body ?? '' })
  sent.splice(0, sent.length - 5)
  return post(request)
}

function worldOf(services: readonly RunningService[], tokens: Readonly<Record<string, string>>, sent: readonly SentResponse[], options: LabOptions): World {
  const desk = (test: (place: Place) => boolean): Desk => {
    const found = services.find(({ place }) => test(place))
    if (!found) throw new Error('the lab lacks a service that its stories need')
    return { url: found.url, token: tokens[found.place.id]! }
  }
  const of = (side: Side, service: Place['service'], kind?: string): Desk =>
    desk((place) => place.service === service && 'jurisdiction' in place && place.jurisdiction === side && (!('kind' in place) || place.kind === kind))
  const side = (code: Side): SideOfWorld => ({
    operator: of(code, 'scheme-operator'),
    identity: of(code, 'issuer', 'identity'),
    university: of(code, 'issuer', 'diploma'),
    admissions: of(code, 'verifier'),
    universityServiceId: serviceIdOf('diploma'),
  })
  return {
    http: nodeFetchDocument({
      ...outboundRules(services.map(({ url }) => url)),
      ...(options.network.extraCa && { extraCa: options.network.extraCa.pem }),
    }),
    clock: options.clock,
    sides: eachSide(side),
    wallet: desk(({ service }) => service === 'wallet'),
    walletProvider: desk(({ service }) => service === 'wallet-provider'),
    peoplePassword: tokens[peoplePassword]!,
    advance: options.advance,
    takeListOffline: async (code) => {
      const { url } = of(code, 'scheme-operator')
      await services.find((service) => service.url === url)?.close()
    },
    sentResponses: () => sent,
  }
}
