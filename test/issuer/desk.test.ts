import { afterAll, beforeAll, expect, test } from 'vitest'
import { atDesk, deskToken, issuerWorld, type IssuerWorld } from './issuer-world.ts'

let world: IssuerWorld
let wish: Readonly<Record<string, unknown>>
beforeAll(async () => {
  world = await issuerWorld('EU/identity')
  wish = { credential_configuration_ids: [world.context.config.credential.configurationId], subject: 'zoe', by: 'value', tx_code: true }
})
afterAll(() => world.close())

const ask = ({ path, init }: { path: string; init: RequestInit }): Promise<Response> => fetch(world.url + path, init)

test('an offer by value holds the offer, its link and the transaction code', async () => {
  const answer = await ask(atDesk('/desk/offers', wish))
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store'])
  const offer = (await answer.json()) as Record<string, unknown>
  expect(offer).toMatchObject({ offer: expect.stringMatching(/^openid-credential-offer:\/\/\?credential_offer=/), tx_code: expect.stringMatching(/^\d{6}$/), credential_offer: { credential_issuer: world.url } })
  expect(offer).not.toHaveProperty('credential_offer_uri')
  expect(JSON.stringify(offer['credential_offer'])).not.toContain(String(offer['tx_code']))
})

test('an offer by reference holds only its address', async () => {
  const offer = (await (await ask(atDesk('/desk/offers', { ...wish, by: 'reference', tx_code: false }))).json()) as Record<string, unknown>
  expect(offer).toMatchObject({ offer: expect.stringMatching(/^openid-credential-offer:\/\/\?credential_offer_uri=/), credential_offer_uri: expect.stringContaining(`${world.url}/offers/off_`) })
  expect(offer).not.toHaveProperty('tx_code')
})

test.each([
  ['haip-vci://', 'haip-vci://?credential_offer='],
  ['eu-eaa-offer://', 'eu-eaa-offer://?credential_offer='],
  ['https://wallet.example/offer?a=1', 'https://wallet.example/offer?a=1&credential_offer='],
])('the link leads to %s where that is asked for', async (wallet, start) => {
  const { offer } = (await (await ask(atDesk('/desk/offers', { ...wish, wallet }))).json()) as { offer: string }
  expect(offer.startsWith(start)).toBe(true)
})

test.each(['value', 'reference'])('an offer for a log-in, by %s, names an issuer_state and neither code', async (by) => {
  const made = (await (await ask(atDesk('/desk/offers', { ...wish, by, grant: 'authorization_code', tx_code: false }))).json()) as { credential_offer?: object; credential_offer_uri?: string }
  const offer = made.credential_offer ?? (await (await fetch(made.credential_offer_uri!)).json())
  expect(made).not.toHaveProperty('tx_code')
  expect(offer).toEqual({
    credential_issuer: world.url,
    credential_configuration_ids: wish['credential_configuration_ids'],
    grants: { authorization_code: { issuer_state: expect.stringMatching(/^state_[\w-]{43}$/) } },
  })
})

const faults: readonly (readonly [string, (wish: Readonly<Record<string, unknown>>) => unknown])[] = [
  ['no configuration', (wish) => ({ ...wish, credential_configuration_ids: [] })],
  ['an unknown configuration', (wish) => ({ ...wish, credential_configuration_ids: ['unknown'] })],
  ['a configuration twice', (wish) => ({ ...wish, credential_configuration_ids: ['lab_eu_pid', 'lab_eu_pid'] })],
  ['configurations of the wrong type', (wish) => ({ ...wish, credential_configuration_ids: 'lab_eu_pid' })],
  ['nobody', ({ subject: _, ...wish }) => wish],
  ['an unknown person', (wish) => ({ ...wish, subject: 'nobody' })],
  ['a person whom this issuer has no data of', (wish) => ({ ...wish, subject: 'zoe-greek' })],
  ['a person by a name of every object', (wish) => ({ ...wish, subject: '__proto' })],
  ['another way', (wish) => ({ ...wish, by: 'pigeon' })],
  ['another grant', (wish) => ({ ...wish, grant: 'implicit' })],
  ['a transaction code for a log-in', (wish) => ({ ...wish, grant: 'authorization_code', tx_code: true })],
  ['a link to a script', (wish) => ({ ...wish, wallet: 'javascript:alert(1)' })],
  ['a review that is no yes or no', (wish) => ({ ...wish, review: 'please' })],
  ['a transaction code that is chosen', (wish) => ({ ...wish, tx_code: '123456' })],
  ['an array', (wish) => [wish]],
  ['null', () => null],
]
test.each(faults)('an offer is refused with %s', async (_what, change) => {
  const answer = await ask(atDesk('/desk/offers', change(wish)))
  expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_request', error_description: expect.any(String) }])
})

test.each([
  ['/desk/offers', 'POST'],
  ['/desk/credentials', 'GET'],
  ['/desk/credentials/cred_1/status', 'POST'],
  ['/desk/reviews', 'GET'],
  ['/desk/reviews/x', 'POST'],
])('%s is for the desk alone', async (path, method) => {
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: `Basic ${deskToken}` }, { authorization: `Bearer ${deskToken}x` }] as Record<string, string>[]) {
    const answer = await fetch(world.url + path, { method, headers })
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Bearer')])
  }
})

test.each([
  ['another status', '/desk/credentials/cred_unknown/status', { status: 'lost' }, 400, 'invalid_request'],
  ['no status', '/desk/credentials/cred_unknown/status', {}, 400, 'invalid_request'],
  ['an unknown credential', '/desk/credentials/cred_unknown/status', { status: 'revoked' }, 404, 'not_found'],
])('a change of status is refused with %s', async (_what, path, body, status, code) => {
  const answer = await ask(atDesk(path, body))
  expect([answer.status, await answer.json()]).toMatchObject([status, { error: code }])
})

test('bodies of the desk are JSON, and not too long', async () => {
  const { init } = atDesk('/desk/offers', wish)
  const text = await fetch(`${world.url}/desk/offers`, { ...init, headers: { authorization: `Bearer ${deskToken}`, 'content-type': 'text/plain' } })
  expect([text.status, await text.json()]).toMatchObject([400, { error: 'invalid_request' }])
  const long = await ask(atDesk('/desk/offers', { ...wish, padding: 'x'.repeat(20_000) }))
  expect([long.status, await long.json()]).toMatchObject([413, { error: 'invalid_request' }])
})
