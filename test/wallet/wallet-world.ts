import { makeIssuerApp } from '../../issuer/app.ts'
import { parseIssuerConfig } from '../../issuer/config.ts'
import { makeIssuerContext } from '../../issuer/context.ts'
import { adjustableClock, type AdjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import type { ClaimsPath } from '../../src/base/claims-path.ts'
import type { Log } from '../../src/base/log.ts'
import { bind, type Binding } from '../../src/http/adapters/bind.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import type { FetchDocument } from '../../src/http/fetch-document.ts'
import { admissionQuery } from '../../src/jurisdictions/admission-query.ts'
import { jurisdictions } from '../../src/jurisdictions/index.ts'
import { prepareLabFolder, temporaryLabFolder } from '../../src/lab/adapters/lab-folder.ts'
import { environmentOf } from '../../src/lab/environment.ts'
import { paths } from '../../src/lab/material.ts'
import { plainNetwork } from '../../src/lab/network.ts'
import { places, type Place } from '../../src/lab/places.ts'
import { peoplePassword } from '../../src/lab/secrets.ts'
import { makeWalletProviderApp } from '../../src/wallet-provider/app.ts'
import { parseWalletProviderConfig } from '../../src/wallet-provider/config.ts'
import { makeWalletProviderContext } from '../../src/wallet-provider/context.ts'
import { makeSchemeOperatorApp } from '../../src/scheme-operator/app.ts'
import { parseSchemeOperatorConfig } from '../../src/scheme-operator/config.ts'
import { makeSchemeOperatorContext } from '../../src/scheme-operator/context.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { certifiedKeyFile } from '../../src/trust/adapters/certified-key-file.ts'
import { makeWalletApp } from '../../wallet/app.ts'
import { parseWalletConfig } from '../../wallet/config.ts'
import { makeWalletContext, type WalletContext } from '../../wallet/context.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifierPeer, type VerifierPeer } from './verifier-peer.ts'
import { visitIssuer } from './visit-issuer.ts'

/**
 * A wallet, really running on loopback, between the real issuers and scheme operators of both sides; the verifiers are
 * peers of the test's own, with the keys and registrations that the lab made for the real ones.
 */
export interface WalletWorld {
  readonly wallet: string
  readonly context: WalletContext
  readonly clock: AdjustableClock
  readonly logged: readonly string[]
  readonly verifiers: { readonly EU: VerifierPeer; readonly JP: VerifierPeer }
  readonly folder: string
  /** Of every fictional person, at the issuers' log-in. */
  readonly password: string
  url(place: string): string
  /** Stops one service: connections to it are refused from now on. */
  stop(place: string): Promise<void>
  /** A wallet of somebody's own, driven by its API. */
  holder(): Promise<Holder>
  /** An offer of the issuer at this place, by its desk. */
  offer(place: string, subject: string, options?: OfferOptions): Promise<DeskOffer>
  /** The person goes to the issuer's pages, logs in and decides there. Gives the address of the wallet they come back to. */
  visit(authorizationUrl: string, subject: string, decision?: 'approve' | 'reject'): Promise<string>
  desk(place: string, path: string, body?: unknown): Promise<Answer>
  close(): Promise<void>
}

export interface Holder {
  readonly browserUrl: string
  readonly token: string
  api(path: string, body?: unknown): Promise<Answer>
  /** Collects a person's credential, from the offer to the store. */
  collects(place: string, subject: string): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

export interface OfferOptions {
  by?: 'value' | 'reference'
  tx_code?: boolean
  grant?: 'pre-authorized_code' | 'authorization_code'
  review?: boolean
  /** `_key_attested` or `_described`. */
  variant?: string
}

export interface DeskOffer {
  readonly offer: string
  readonly credential_offer: { readonly [member: string]: unknown }
  readonly credential_offer_uri?: string
  readonly tx_code?: string
}

export const http: FetchDocument = nodeFetchDocument({ development: true })

export async function walletWorld({
  unlisted,
  fetchDocument = http,
  present,
  directPost,
  settings = {},
  clock = adjustableClock(),
}: {
  unlisted?: 'EU' | 'JP'
  /** What a place is configured with beyond the lab's own. */
  settings?: Readonly<Record<string, Readonly<Record<string, string>>>>
  clock?: AdjustableClock
  fetchDocument?: FetchDocument
  present?: WalletContext['present']
  directPost?: FetchDocument
} = {}): Promise<WalletWorld> {
  const { folder, remove } = await temporaryLabFolder()
  const logged: string[] = []
  const log = linesIn(logged)
  const bindings = new Map<string, Binding>()
  for (const { id } of places) bindings.set(id, await bind({ port: 0, host: '127.0.0.1' }))
  const ports = new Map([...bindings].map(([id, { port }]) => [id, port]))
  const urls = new Map(places.map(({ id, host }) => [id, `http://${host}:${ports.get(id)}`]))
  const tokens = await prepareLabFolder(folder, places, { now: clock.now(), random: systemRandom, urls, unlisted })
  const common = { clock, random: systemRandom, log }
  let wallet: WalletContext | undefined
  for (const place of places) {
    if (place.service === 'verifier') continue
    const labs = environmentOf(place, {
      folder,
      databases: 'memory',
      urls,
      ports,
      tokens,
      labUrl: 'http://localhost:4400',
      logLevel: 'silent',
      network: plainNetwork,
    })
    const env = { ...labs, ...settings[place.id] }
    const adapters = { ...common, store: memoryStore(clock), fetchDocument: http }
    const app = await appOf(place, env)
    async function appOf({ service }: Place, env: Readonly<Record<string, string>>) {
      if (service === 'issuer') return makeIssuerApp(await makeIssuerContext(parseIssuerConfig(env), adapters))
      if (service === 'scheme-operator')
        return makeSchemeOperatorApp(await makeSchemeOperatorContext(parseSchemeOperatorConfig(env), adapters))
      if (service === 'wallet-provider')
        return makeWalletProviderApp(await makeWalletProviderContext(parseWalletProviderConfig(env), adapters))
      wallet = await makeWalletContext(parseWalletConfig(env), {
        ...adapters,
        fetchDocument,
        ...(present && { present }),
        ...(directPost && { directPost }),
      })
      return makeWalletApp(wallet)
    }
    bindings.get(place.id)!.serve(app)
  }
  const peer = async (jurisdiction: 'EU' | 'JP'): Promise<VerifierPeer> => {
    const place = places.find((one) => one.service === 'verifier' && one.jurisdiction === jurisdiction)!
    const registration = await readFile(join(folder, paths.registration(place)), 'utf8')
    return verifierPeer({
      key: await certifiedKeyFile(join(folder, paths.key(place))),
      registration: registration.trim(),
      clock,
    })
  }
  const verifiers = { EU: await peer('EU'), JP: await peer('JP') }
  const url = (place: string): string => urls.get(place) ?? missing(place)
  const world: WalletWorld = {
    wallet: url('wallet'),
    context: wallet!,
    clock,
    logged,
    verifiers,
    folder,
    password: tokens[peoplePassword]!,
    url,
    stop: async (place) => bindings.get(place)!.close(),
    desk: (place, path, body) => ask(url(place) + path, tokens[place]!, body),
    visit: (authorizationUrl, subject, decision = 'approve') =>
      visitIssuer(authorizationUrl, { subject, password: tokens[peoplePassword]!, decision }),
    offer: async (place, subject, { by = 'value', tx_code = false, grant, review, variant = '' } = {}) => {
      const { body } = await ask(`${url(place)}/desk/offers`, tokens[place]!, {
        credential_configuration_ids: [configurationAt(place) + variant],
        subject,
        by,
        ...(grant === 'authorization_code' ? { grant } : { tx_code }),
        ...(review === true && { review }),
      })
      return body as unknown as DeskOffer
    },
    holder: async () => {
      const { body } = await ask(`${url('wallet')}/api/instances`, tokens['wallet']!, { label: 'LAB-Holder' })
      const token = String(body['token'])
      const api: Holder['api'] = (path, sent) => ask(`${url('wallet')}/api${path}`, token, sent)
      return {
        token,
        api,
        browserUrl: String(body['browser_url']),
        collects: async (place, subject) => {
          const { offer } = await world.offer(place, subject)
          const preview = await api('/offers', { offer })
          return api(`/offers/${String(preview.body['id'])}/accept`, {})
        },
      }
    },
    close: async () => {
      for (const binding of bindings.values()) await binding.close()
      await verifiers.EU.close()
      await verifiers.JP.close()
      await remove()
    },
  }
  return world
}

/** What an admissions office asks of a holder from `from`, with further claims if a test says so. */
export function queryFor(
  from: 'EU' | 'JP',
  more: { identity?: readonly ClaimsPath[]; diploma?: readonly ClaimsPath[] } = {},
) {
  const query = admissionQuery(jurisdictions[from])
  return {
    credentials: query.credentials.map((one) => ({
      ...one,
      meta: { vct_values: [...one.meta.vct_values] },
      claims: [...one.claims, ...(more[one.id] ?? []).map((path) => ({ path }))].map(({ path }) => ({
        path: [...path],
      })),
    })),
  }
}

export const configurationAt = (place: string): string => {
  const found = places.find(({ id }) => id === place)
  return found?.service === 'issuer'
    ? jurisdictions[found.jurisdiction as 'EU' | 'JP'].credentials[found.kind].configurationId
    : missing(place)
}

const missing = (place: string): never => {
  throw new Error(`the lab has no such place: ${place}`)
}

export async function ask(url: string, token: string | undefined, body?: unknown): Promise<Answer> {
  const answer = await http({
    url,
    accept: 'application/json',
    maxBytes: 2_000_000,
    timeout: 20 as never,
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    ...(body !== undefined && { method: 'POST', contentType: 'application/json', body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: answer.text === '' ? {} : (JSON.parse(answer.text) as Answer['body']) }
}

const linesIn = (lines: string[]): Log => {
  const line = (event: string, fields?: object): void => void lines.push(`${event} ${JSON.stringify(fields ?? {})}`)
  return {
    info: line,
    warn: line,
    error: (event, error, fields) =>
      line(event, { ...fields, error: error instanceof Error ? error.stack : String(error) }),
  }
}
