import { makeOfferLink, offerScheme } from '../../src/openid4vci/credential-offer.ts'
import { ask, type Offer } from '../../src/scenarios/parties.ts'
import type { Scene } from '../../src/scenarios/story.ts'
import type { Desk, World } from '../../src/scenarios/world.ts'
import { loopback, postForm } from '../support/form.ts'
import type { Endpoint } from './target.ts'

/** What would be right at an endpoint, so that a weapon is wrong in one thing alone. */
export interface RightRequest {
  readonly token: string | undefined
  readonly cookie: string | undefined
  readonly contentType: string | undefined
  readonly body: string
  /** Something that exists, for the parameter of the path. */
  readonly parameter: string
}

export interface Insider {
  requestAt(endpoint: Endpoint): RightRequest
}

/** Somebody with every token, a browser session everywhere, and things under way. */
export async function insider({ http, sides, wallet }: World, scene: Scene): Promise<Insider> {
  const desks: Readonly<Record<string, Desk>> = {
    'trust.jp': sides.JP.operator, 'trust.eu': sides.EU.operator, 'identity.eu': sides.EU.identity, 'identity.jp': sides.JP.identity,
    'university.jp': sides.JP.university, 'university.eu': sides.EU.university, 'admissions.eu': sides.EU.admissions, 'admissions.jp': sides.JP.admissions,
  }
  const holder = { url: wallet.url, token: scene.wallet!.token }
  const { browser_url, id: browserRequest } = await ask<{ browser_url: string; id: string }>(http, sides.EU.admissions, '/api/requests', { purpose: 'university_admission' })
  const atCounter = await postForm(`${sides.JP.university.url}/counter`, { subject: 'taro', tx_code: 'yes' })
  const offer = await ask<Offer>(http, sides.JP.university, '/desk/offers', { credential_configuration_ids: ['lab_jp_diploma'], subject: 'taro', by: 'reference', tx_code: true })
  const held = await ask<{ id: string }>(http, holder, '/api/offers', { offer: offer.offer })
  const { credentials } = await ask<{ credentials: { id: string }[] }>(http, holder, '/api/credentials')

  const cookies: Readonly<Record<string, string>> = {
    wallet: await cookieOf(scene.wallet!.browserUrl),
    'admissions.eu': await cookieOf(browser_url),
    'university.jp': atCounter.cookie,
  }
  const parameters: readonly (readonly [service: string, path: RegExp, parameter: string])[] = [
    ['wallet', /presentations/, scene.presentation!.id],
    ['wallet', /offers/, held.id],
    ['wallet', /credentials/, credentials[0]!.id],
    ['admissions.eu', /^\/requests\/:id$/, browserRequest],
    ['admissions.eu', /./, scene.request!.id],
    ['university.jp', /counter/, atCounter.location!.split('/').at(-1)!],
    ['university.jp', /offers/, offer.credential_offer_uri!.split('/').at(-1)!],
    ['university.jp', /status-lists/, '1'],
  ]
  return {
    requestAt: ({ service, path, method }) => {
      const [contentType, body] = (method === 'POST' ? bodies[path] : undefined) ?? [undefined, '']
      return {
        contentType, body,
        cookie: cookies[service],
        token: service !== 'wallet' ? desks[service]?.token : path === '/api/instances' ? wallet.token : holder.token,
        parameter: acts({ method, path }) ? 'unknown' : (parameters.find(([of, pattern]) => of === service && pattern.test(path))?.[2] ?? 'unknown'),
      }
    },
  }
}

/** These do what they are for without being told anything further; they are shot at with ids of nobody. */
const acts = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): boolean => method === 'POST' && /\/(approve|decline|accept|dismiss|renew|delete|status)$/.test(path)

async function cookieOf(url: string): Promise<string> {
  const answer = await fetch(loopback(url), { redirect: 'manual' })
  return answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
}

const json = (value: unknown) => ['application/json', JSON.stringify(value)] as const
const form = (fields: Readonly<Record<string, string>>) => ['application/x-www-form-urlencoded', new URLSearchParams(fields).toString()] as const
const nobody = 'http://127.0.0.1:1/'

/** Well-formed, and of no consequence. */
const bodies: Readonly<Record<string, readonly [contentType: string, body: string]>> = {
  '/token': form({ grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code', 'pre-authorized_code': 'code_of_nobody', tx_code: '000000' }),
  '/credential': json({ credential_configuration_id: 'lab_jp_diploma', proofs: { jwt: ['eyJhbGciOiJFUzI1NiJ9.e30.AAAA'] } }),
  '/desk/offers': json({ credential_configuration_ids: ['lab_jp_diploma'], subject: 'taro', by: 'value', tx_code: true }),
  '/desk/credentials/:id/status': json({ status: 'revoked' }),
  '/desk/services/:id/status': json({ status: 'withdrawn' }),
  '/desk/publishing': json({ paused: 'perhaps' }),
  '/transfer-requests': ['application/jwt', 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA'],
  '/counter': form({ subject: 'taro', tx_code: 'yes' }),
  '/responses/:id': form({ response: 'eyJhbGciOiJFQ0RILUVTIn0..AAAA.AAAA.AAAA' }),
  '/present': form({}),
  '/api/requests': json({ purpose: 'university_admission' }),
  '/api/transfer-requests': json({ issuer: nobody, subject: 'hanako', kind: 'diploma' }),
  '/api/instances': json({ label: 'somebody' }),
  '/api/offers': json({ offer: makeOfferLink(offerScheme, { by: 'reference', uri: nobody }) }),
  '/api/offers/:id/accept': json({ tx_code: '000000' }),
  '/api/presentations': json({ request: `openid4vp://?client_id=x509_hash%3Ax&request_uri=${encodeURIComponent(nobody)}` }),
  '/api/receipts': json({ receipt_uri: nobody }),
  '/open': form({ address: `openid4vp://?client_id=x&request_uri=${encodeURIComponent(nobody)}` }),
  '/offers/:id/accept': form({ tx_code: '000000' }),
  '/receipts': form({ receipt_uri: nobody }),
  '/runs': form({ scenario: 'student-exchange', direction: 'nowhere', pace: 'whole' }),
  '/runs/:id/step': form({}),
  '/runs/:id/rest': form({}),
}
