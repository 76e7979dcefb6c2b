import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log, LogFields } from '../../src/base/log.ts'
import { after, before, days, epochSeconds, toUtc, type EpochSeconds, type Seconds } from '../../src/base/time.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import type { FetchedDocument } from '../../src/http/fetch-document.ts'
import { jp } from '../../src/jurisdictions/jp/profile.ts'
import { makeSchemeOperatorApp } from '../../src/scheme-operator/app.ts'
import { parseSchemeOperatorConfig } from '../../src/scheme-operator/config.ts'
import { makeSchemeOperatorContext } from '../../src/scheme-operator/context.ts'
import type { SchemeEntities, SchemeService } from '../../src/scheme-operator/scheme-entities.ts'
import { sqliteStore } from '../../src/store/adapters/sqlite-store.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'

/** A scheme operator of the Japanese side, really running, with a clock that the test moves. */
export const start = epochSeconds(1_795_000_000)
export const deskToken = 'desk-token-for-tests-0123456789abcdef'

const { operator, serviceTypes } = jp.trustList
const year = days(365)
const ca = await makeCa({ subject: { C: 'JP', O: operator.legalName, CN: 'LAB-List CA' }, now: before(start, year), validFor: days(3650) })
export const listSigner = await makeLeaf({
  profile: 'listSigner', subject: { C: 'JP', O: operator.legalName, CN: 'LAB-List signer' }, ca, now: before(start, year), validFor: days(3650),
})
export const universityCa = await makeCa({ subject: { C: 'JP', O: 'LAB-Mihon University', CN: 'LAB-CA' }, now: before(start, year), validFor: days(3650) })
export const university = await makeLeaf({
  profile: 'credentialIssuer', subject: { C: 'JP', O: 'LAB-Mihon University', CN: 'LAB-Diplomas' }, ca: universityCa, now: before(start, year), validFor: days(3650),
})

export const diplomaService: SchemeService = {
  serviceId: 'university-diploma',
  names: jp.issuers.diploma.serviceNames,
  serviceType: serviceTypes.diploma,
  certificates: [universityCa.certificate],
  status: 'granted',
  startingTime: toUtc(before(start, days(100))),
}

export const entities: SchemeEntities = {
  entities: [
    {
      names: jp.issuers.diploma.names,
      identifier: jp.issuers.diploma.organizationIdentifier,
      postalAddress: jp.issuers.diploma.postalAddress,
      email: jp.issuers.diploma.email,
      website: jp.issuers.diploma.website,
      services: [
        diplomaService,
        { ...diplomaService, serviceId: 'withdrawn-service', status: 'withdrawn', startingTime: toUtc(before(start, days(9))), history: [{ status: 'granted', startingTime: toUtc(before(start, days(99))) }] },
        { ...diplomaService, serviceId: 'future-service', serviceType: serviceTypes.identity, startingTime: toUtc(after(start, days(30))) },
      ],
    },
  ],
}

export interface Office {
  readonly url: string
  /** Moves the office's clock. */
  advance(duration: Seconds): void
  now(): EpochSeconds
  readonly logged: readonly { event: string; fields: LogFields | undefined }[]
  readonly bugs: readonly unknown[]
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<FetchedDocument>
  post(path: string, body: unknown, token?: string): Promise<FetchedDocument>
  send(path: string, request: { method?: 'GET' | 'POST'; body?: string; contentType?: string; token?: string }): Promise<FetchedDocument>
  close(): Promise<void>
}

export async function openOffice(parts: { entities?: unknown; key?: unknown; folder?: string; clock?: { at: EpochSeconds } } = {}): Promise<Office & { folder: string }> {
  const folder = parts.folder ?? (await mkdtemp(join(tmpdir(), 'scheme-operator-')))
  const clock = parts.clock ?? { at: start }
  await writeFile(join(folder, 'entities.json'), JSON.stringify(parts.entities ?? entities))
  await writeFile(join(folder, 'key.json'), JSON.stringify(parts.key ?? { privateJwk: listSigner.privateJwk, x5c: listSigner.x5c }))
  const binding = await bind({ port: 0, host: '127.0.0.1' })
  const url = `http://trust.jp.localhost:${binding.port}`
  const config = parseSchemeOperatorConfig(environment({ OPERATOR_URL: url, folder }))
  const logged: { event: string; fields: LogFields | undefined }[] = []
  const bugs: unknown[] = []
  const log: Log = {
    info: (event, fields) => logged.push({ event, fields }),
    warn: (event, fields) => logged.push({ event, fields }),
    error: (_, error) => bugs.push(error),
  }
  const time = { now: () => clock.at }
  const store = await sqliteStore({ file: config.databaseFile, clock: time })
  const close = async (): Promise<void> => {
    await binding.close()
    await store.close()
  }
  try {
    binding.serve(makeSchemeOperatorApp(await makeSchemeOperatorContext(config, { clock: time, log, store })))
  } catch (error) {
    await close()
    await tidy(folder)
    throw error
  }
  const fetchDocument = nodeFetchDocument({ development: true })
  const limits = { maxBytes: 1_000_000, timeout: 10 as Seconds, accept: '*/*' }
  const send: Office['send'] = (path, { token, ...request }) =>
    fetchDocument({ ...limits, url: url + path, ...request, headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } })
  return {
    url, folder, logged, bugs, close, send,
    advance: (duration) => (clock.at = after(clock.at, duration)),
    now: () => clock.at,
    get: (path, headers = {}) => fetchDocument({ ...limits, url: url + path, headers }),
    post: (path, body, token = deskToken) => send(path, { method: 'POST', body: JSON.stringify(body), contentType: 'application/json', token }),
  }
}

export const tidy = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })

export const environment = ({ folder, ...variables }: { folder: string } & Record<string, string>): Record<string, string | undefined> => ({
  OPERATOR_JURISDICTION: 'JP',
  OPERATOR_URL: 'http://trust.jp.localhost:4420',
  OPERATOR_PORT: '0',
  OPERATOR_DATABASE: join(folder, 'operator.sqlite'),
  OPERATOR_KEY_FILE: join(folder, 'key.json'),
  OPERATOR_ENTITIES_FILE: join(folder, 'entities.json'),
  OPERATOR_DESK_TOKEN: deskToken,
  OPERATOR_DEVELOPMENT_HTTP: 'yes',
  ...variables,
})
