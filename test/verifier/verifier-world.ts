import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adjustableClock, type AdjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { after, before, days, hours, toUtc, type EpochSeconds } from '../../src/base/time.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import { makeApp, type Route } from '../../src/http/app.ts'
import { jurisdictions } from '../../src/jurisdictions/index.ts'
import { credentialKinds, type CredentialKind } from '../../src/jurisdictions/jurisdiction-profile.ts'
import { makeJurisdictionPki, type JurisdictionPki } from '../../src/lab/pki.ts'
import { registrationOf } from '../../src/lab/registrations.ts'
import { publishStatusList } from '../../src/status-list/publish-status-list.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import type { PinnedKind } from '../../src/trust/pinned-anchors.ts'
import type { TrustedEntity } from '../../src/trust/list-of-trusted-entities.ts'
import { signListOfTrustedEntities } from '../../src/trust/lote-signature.ts'
import { makeListOfTrustedEntities } from '../../src/trust/make-list-of-trusted-entities.ts'
import type { Certified } from '../../src/x509/adapters/pki.ts'
import { makeVerifierApp } from '../../verifier/app.ts'
import { parseVerifierConfig } from '../../verifier/config.ts'
import { makeVerifierContext, type VerifierContext } from '../../verifier/context.ts'
import { recordingLog } from '../http/served.ts'

export const deskToken = 'a-desk-token-for-tests-of-32-characters'
export const http = nodeFetchDocument({ development: true })
export const revokedIndex = 77

/** The admissions office of the EU side on loopback, the Japanese list and status lists beside it, and a clock that the test moves. */
export interface VerifierWorld {
  readonly url: string
  readonly clock: AdjustableClock
  readonly context: VerifierContext
  readonly log: ReturnType<typeof recordingLog>
  readonly pki: JurisdictionPki
  /** Another issuer's keys, which no list has. */
  readonly unlisted: JurisdictionPki
  /** What the neighbours do; a test may change it. */
  readonly neighbours: Neighbours
  readonly statusUri: (kind: CredentialKind) => string
  close(): Promise<void>
}

export interface Neighbours {
  listAnswers: boolean
  /** The list's issue; kept until changed. */
  list: () => Promise<string>
  statusSigner: (kind: CredentialKind) => Certified
  statusFetches: number
}

/** @param pinned the kinds of anchors of the unlisted issuers that the verifier is told to trust */
export async function verifierWorld({ basePath = '', pinned = [] as readonly PinnedKind[] } = {}): Promise<VerifierWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'kakehashi-verifier-'))
  const clock = adjustableClock()
  const now = clock.now()
  const [pki, unlisted, own] = await Promise.all([
    makeJurisdictionPki(jurisdictions.JP, before(now, days(1))),
    makeJurisdictionPki(jurisdictions.JP, before(now, days(1))),
    makeJurisdictionPki(jurisdictions.EU, before(now, days(1))),
  ])
  const neighbours: Neighbours = {
    listAnswers: true,
    list: () => japaneseList(pki, now, {}),
    statusSigner: (kind) => pki.issuers[kind].status,
    statusFetches: 0,
  }
  const trust = await bind({ port: 0, host: '127.0.0.1' })
  const trustUrl = `http://127.0.0.1:${trust.port}`
  const log = recordingLog()
  trust.serve(makeApp({ log, routes: trustRoutes(neighbours, trustUrl, clock), basePath: '', trustProxy: false }))

  const binding = await bind({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${binding.port}${basePath}`
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const { privateJwk, x5c } = own.accessCertificates.admissions
  const { listType, serviceStatuses } = jurisdictions.JP.trustList
  const lists = [
    {
      territory: 'JP',
      url: `${trustUrl}/list.jws`,
      listType,
      grantedStatus: serviceStatuses.granted,
      signerCertificates: [pki.listSigner.certificate],
    },
  ]
  const anchors = pinned.flatMap((kind) =>
    credentialKinds.map((one) => ({
      kind,
      territory: 'JP',
      entity: `LAB pinned ${one}`,
      certificates: [unlisted.issuers[one].authority.certificate],
    })),
  )
  const config = parseVerifierConfig({
    ...(anchors.length > 0 && { VERIFIER_PINNED_ANCHORS_FILE: write('pinned.json', JSON.stringify(anchors)) }),
    VERIFIER_PROFILE: 'EU/admissions',
    VERIFIER_URL: url,
    VERIFIER_PORT: String(binding.port),
    VERIFIER_DATABASE: ':memory:',
    VERIFIER_DEVELOPMENT_HTTP: 'yes',
    VERIFIER_ACCESS_KEY_FILE: write('access.json', JSON.stringify({ privateJwk, x5c })),
    VERIFIER_REGISTRATION_FILE: write(
      'registration.jwt',
      await registrationOf(jurisdictions.EU.verifiers.admissions, own.registrar.key, now),
    ),
    VERIFIER_TRUST_LISTS_FILE: write('lists.json', JSON.stringify(lists)),
    VERIFIER_DESK_TOKEN: deskToken,
    VERIFIER_WALLET_URL: 'http://wallet.localhost:4409/authorize',
  })
  const store = memoryStore(clock)
  const context = await makeVerifierContext(config, { clock, random: systemRandom, log, store, fetchDocument: http })
  binding.serve(makeVerifierApp(context))
  return {
    url,
    clock,
    context,
    log,
    pki,
    unlisted,
    neighbours,
    statusUri: (kind) => `${trustUrl}/status/${kind}`,
    close: async () => {
      await binding.close()
      await trust.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function trustRoutes(neighbours: Neighbours, url: string, clock: AdjustableClock): readonly Route[] {
  const route = (
    path: string,
    contentType: string,
    text: (params: Record<string, unknown>) => Promise<string>,
  ): Route => ({
    method: 'get',
    path,
    spec: 'lab',
    handlers: [async (req, res) => void res.type(contentType).send(Buffer.from(await text(req.params)))],
  })
  return [
    route('/list.jws', 'application/jose', async () => {
      if (!neighbours.listAnswers) throw Object.assign(new Error('closed'), { status: 404 })
      return neighbours.list()
    }),
    route('/status/:kind', 'application/statuslist+jwt', async ({ kind }) => {
      neighbours.statusFetches++
      return publishStatusList({
        key: neighbours.statusSigner(kind as CredentialKind).key,
        uri: `${url}/status/${String(kind)}`,
        bits: 1,
        size: 10_000,
        statuses: [{ index: revokedIndex, status: 1 }],
        now: clock.now(),
        ttl: hours(1),
        lifetime: hours(24),
      })
    }),
  ]
}

/** The list of the Japanese side, on which the diploma service may have been withdrawn, or which may be old. */
export async function japaneseList(
  pki: JurisdictionPki,
  now: EpochSeconds,
  { withdrawnAt, nextUpdate = after(now, days(5)) }: { withdrawnAt?: EpochSeconds; nextUpdate?: EpochSeconds },
): Promise<string> {
  const { trustList, issuers } = jurisdictions.JP
  const [granted, since] = [trustList.serviceStatuses.granted, toUtc(before(now, days(1)))]
  const entity = (kind: CredentialKind): TrustedEntity => {
    const { names, postalAddress, email, website } = issuers[kind]
    const withdrawn = kind === 'diploma' && withdrawnAt !== undefined
    const identity = {
      ServiceName: [...issuers[kind].serviceNames],
      ServiceDigitalIdentity: { X509Certificates: [{ val: pki.issuers[kind].authority.certificate }] },
      ServiceTypeIdentifier: trustList.serviceTypes[kind],
    }
    return {
      TrustedEntityInformation: {
        TEName: [...names],
        TEAddress: {
          TEPostalAddress: [...postalAddress],
          TEElectronicAddress: [{ lang: 'en', uriValue: `mailto:${email}` }],
        },
        TEInformationURI: [{ lang: 'en', uriValue: website }],
      },
      TrustedEntityServices: [
        {
          ServiceInformation: {
            ...identity,
            ServiceStatus: withdrawn ? trustList.serviceStatuses.withdrawn : granted,
            StatusStartingTime: withdrawn ? toUtc(withdrawnAt) : since,
          },
        },
      ],
    }
  }
  const list = makeListOfTrustedEntities({
    scheme: {
      LoTEType: trustList.listType,
      SchemeOperatorName: [...trustList.operator.names],
      SchemeName: [...trustList.schemeName],
      SchemeTerritory: 'JP',
    },
    sequenceNumber: withdrawnAt === undefined ? 1 : 2,
    issuedAt: before(now, hours(1)),
    nextUpdate,
    entities: credentialKinds.map(entity),
  })
  return signListOfTrustedEntities(pki.listSigner.key, list, before(now, hours(1)))
}
