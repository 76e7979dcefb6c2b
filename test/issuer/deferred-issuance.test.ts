import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256Base64url } from '../../src/base/bytes.ts'
import { days, hours, minutes } from '../../src/base/time.ts'
import { attestedWallet } from './attested-wallet.ts'
import { codedRefusal, collecting, collector, deskMade, encryption, issued, payloadOf, refusal, type Collector, type Issued } from './collector.ts'
import { issuerWorld, type IssuerWorld } from './issuer-world.ts'

let world: IssuerWorld
beforeAll(async () => { world = await issuerWorld('JP/diploma') })
afterAll(() => world.close())

interface Deferred { readonly transaction_id: string; readonly interval: number }
interface Review { readonly id: string; readonly subject: string; readonly state: string; readonly copies: number }

const reviews = async (): Promise<readonly Review[]> => (await deskMade<{ reviews: readonly Review[] }>(world, '/desk/reviews')).reviews
const reviewOf = async (transactionId: string): Promise<Review> => (await reviews()).find(({ id }) => id === sha256Base64url(transactionId))!
const decide = (id: string, decision: string): Promise<Review> => deskMade(world, `/desk/reviews/${id}`, { decision })

/** Asks for a credential that an officer has to look at. */
async function waiting(subject = 'hanako', copies = 1): Promise<{ wallet: Collector; transaction_id: string; review: Review }> {
  const wallet = await collector(world, { subject, review: true })
  const { jwts } = await wallet.proofs(copies)
  const answer = await wallet.credential({ proofs: { jwt: jwts } })
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([202, 'no-store'])
  const { transaction_id } = (await answer.json()) as Deferred
  return { wallet, transaction_id, review: await reviewOf(transaction_id) }
}

describe('OpenID4VCI 1.0 "Deferred Credential Endpoint"', () => {
  test('202 with transaction_id and a numeric interval, and nothing else', async () => {
    const wallet = await collector(world, { subject: 'hanako', review: true })
    expect(await (await wallet.credential()).json()).toEqual({ transaction_id: expect.stringMatching(/^tx_[\w-]{43}$/), interval: 5 })
  })

  test('waits, is approved, is delivered once: then the id means nothing', async () => {
    const { wallet, transaction_id, review } = await waiting('hanako', 3)
    expect(review).toMatchObject({ subject: 'hanako', state: 'waiting', copies: 3 })
    const early = await wallet.deferred({ transaction_id })
    expect([early.status, await early.json()]).toEqual([202, { transaction_id, interval: 5 }])

    expect(await decide(review.id, 'approve')).toMatchObject({ state: 'approved' })
    const answer = await wallet.deferred({ transaction_id, unknown: 'ignored' })
    const { credentials, notification_id } = await issued(answer)
    expect([answer.status, answer.headers.get('cache-control'), credentials.length]).toEqual([200, 'no-store', 3])
    expect(await refusal(await wallet.deferred({ transaction_id }))).toEqual(codedRefusal('invalid_transaction_id'))
    expect((await wallet.notify({ notification_id, event: 'credential_accepted' })).status).toBe(204)
    expect((await reviews()).map(({ id }) => id)).not.toContain(review.id)
  })

  test('is refused: credential_request_denied, as often as the wallet asks', async () => {
    const { wallet, transaction_id, review } = await waiting()
    expect(await decide(review.id, 'refuse')).toMatchObject({ state: 'refused' })
    for (const _attempt of [1, 2]) expect(await refusal(await wallet.deferred({ transaction_id }))).toEqual(codedRefusal('credential_request_denied'))
  })

  test('is put aside: the wallet asks less often; it can still be approved; what is decided stays decided', async () => {
    const { wallet, transaction_id, review } = await waiting()
    expect(await decide(review.id, 'wait')).toMatchObject({ state: 'put_aside' })
    expect(await (await wallet.deferred({ transaction_id })).json()).toEqual({ transaction_id, interval: 300 })
    expect(await reviewOf(transaction_id)).toMatchObject({ id: review.id, state: 'put_aside' })
    expect((await reviews()).at(-1)!.id).toBe(review.id)
    await decide(review.id, 'approve')
    for (const decision of ['refuse', 'wait']) expect(await decide(review.id, decision)).toMatchObject({ state: 'approved' })
    expect((await wallet.deferred({ transaction_id })).status).toBe(200)
  })

  test('times of the credential are those of its delivery', async () => {
    const { wallet, transaction_id, review } = await waiting()
    await decide(review.id, 'approve')
    world.clock.advance(minutes(4))
    const { credentials } = await issued(await wallet.deferred({ transaction_id }))
    const now = world.clock.now()
    expect(payloadOf(credentials[0]!.credential)['iat']).toBe(now - (now % hours(1)))
  })

  test('of many requests at the same time, one gets the credentials', async () => {
    const { wallet, transaction_id, review } = await waiting()
    await decide(review.id, 'approve')
    const answers = await Promise.all(Array.from({ length: 6 }, () => wallet.deferred({ transaction_id })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400, 400, 400, 400])
  })

  test('the answer comes encrypted if that request asks for it; errors do not', async () => {
    const { wallet, transaction_id, review } = await waiting()
    const { seal, wish, open } = encryption(world)
    const ask = async (id: string) => wallet.post('/deferred-credential', await seal({ transaction_id: id, credential_response_encryption: wish({ zip: 'DEF' }) }, 'A128GCM', 'DEF'), { contentType: 'application/jwt' })
    const early = await ask(transaction_id)
    expect([early.status, early.headers.get('content-type'), await open(await early.text())]).toEqual([202, 'application/jwt', { transaction_id, interval: 5 }])
    await decide(review.id, 'approve')
    expect(await open(await (await ask(transaction_id)).text())).toMatchObject({ credentials: [{ credential: expect.stringContaining('~') }] })
    expect(await refusal(await ask(transaction_id))).toEqual(codedRefusal('invalid_transaction_id'))
    expect(await refusal(await wallet.deferred({ transaction_id, credential_response_encryption: wish() }))).toEqual(codedRefusal('invalid_encryption_parameters'))
  })

  const faults: readonly (readonly [string, (wallet: Collector, transaction_id: string) => Promise<Response>, string])[] = [
    ['an unknown id', (wallet) => wallet.deferred({ transaction_id: 'tx_unknown' }), 'invalid_transaction_id'],
    ['the id of another grant', async (_wallet, transaction_id) => (await collector(world, { subject: 'hanako' })).deferred({ transaction_id }), 'invalid_transaction_id'],
    ['no id', (wallet) => wallet.deferred({}), 'invalid_credential_request'],
    ['an id of another type', (wallet) => wallet.deferred({ transaction_id: [1] }), 'invalid_credential_request'],
    ['no JSON', (wallet) => wallet.post('/deferred-credential', '{'), 'invalid_credential_request'],
    ['another content type', (wallet) => wallet.post('/deferred-credential', 'transaction_id=x', { contentType: 'application/x-www-form-urlencoded' }), 'invalid_credential_request'],
  ]
  test.each(faults)('refused, and nothing lost: %s', async (_what, ask, code) => {
    const { wallet, transaction_id, review } = await waiting()
    await decide(review.id, 'approve')
    expect(await refusal(await ask(wallet, transaction_id))).toEqual(codedRefusal(code))
    expect((await wallet.deferred({ transaction_id })).status).toBe(200)
  })

  test('a body that is too long is 413; without access token it is 401', async () => {
    const { wallet } = await waiting()
    const long = await wallet.deferred({ transaction_id: 'x'.repeat(30_000) })
    expect([long.status, await long.json()]).toMatchObject([413, { error: 'invalid_credential_request' }])
    const nobody = await fetch(`${world.url}/deferred-credential`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"transaction_id":"x"}' })
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^DPoP /)])
  })
})

test('a failure while the credentials are made takes nothing: the wallet asks again and gets them', async () => {
  const { wallet, transaction_id, review } = await waiting()
  await decide(review.id, 'approve')
  let broken = true
  const other = await world.serve((context) => ({
    ...context,
    metadata: { ...context.metadata, deferred_credential_endpoint: `${world.url}/deferred-credential` },
    credentialKey: { ...context.credentialKey, sign: async (data) => { if (broken) throw new Error('the key is out of reach'); return context.credentialKey.sign(data) } },
  }))
  const ask = async () => fetch(`${other.url}/deferred-credential`, {
    method: 'POST',
    headers: { authorization: `DPoP ${wallet.accessToken}`, dpop: await wallet.dpop(`${world.url}/deferred-credential`, { accessToken: wallet.accessToken }), 'content-type': 'application/json' },
    body: JSON.stringify({ transaction_id }),
  })
  const failed = await ask()
  expect([failed.status, await failed.json()]).toEqual([500, { error: 'server_error' }])
  broken = false
  expect((await ask()).status).toBe(200)
  await other.close()
})

test('a request that nobody looked at for a month is over', async () => {
  const { transaction_id, review } = await waiting()
  world.clock.advance(days(30))
  expect((await reviews()).map(({ id }) => id)).not.toContain(review.id)
  await decide(review.id, 'approve')
  expect((await world.context.records.transactions.get(review.id))!.state).toBe('waiting')
  const fresh = await collector(world, { subject: 'hanako' })
  const { accessTokens } = world.context.records
  const grant = await accessTokens.peek(sha256Base64url(fresh.accessToken))
  await world.context.records.transactions.update(review.id, (current) => ({ ...current, grantId: grant!.grant_id }))
  expect(await refusal(await fresh.deferred({ transaction_id }))).toEqual(codedRefusal('invalid_transaction_id'))
})

test('an offer for a log-in that asks for a review: the refreshed token of the same grant collects', async () => {
  const configurationId = world.context.config.credential.configurationId
  const { credential_offer } = await deskMade<{ credential_offer: { grants: { authorization_code: { issuer_state: string } } } }>(world, '/desk/offers', {
    credential_configuration_ids: [configurationId], subject: 'hanako', by: 'value', grant: 'authorization_code', review: true,
  })
  const wallet = attestedWallet(world)
  const { clientId } = wallet
  const code = await wallet.code({ parameters: wallet.request({ issuer_state: credential_offer.grants.authorization_code.issuer_state }) })
  const tokens = (await (await wallet.ask(wallet.tokenParameters(code))).json()) as { access_token: string; refresh_token: string }
  const first = collecting(world, wallet, { accessToken: tokens.access_token, configurationId, clientId })
  const { transaction_id } = (await (await first.credential()).json()) as Deferred
  await decide(sha256Base64url(transaction_id), 'approve')

  world.clock.advance(hours(2))
  const late = await first.deferred({ transaction_id })
  expect([late.status, await late.json()]).toMatchObject([401, { error: 'invalid_token' }])
  const renewed = (await (await wallet.ask(wallet.refreshParameters(tokens.refresh_token))).json()) as { access_token: string }
  const again = collecting(world, wallet, { accessToken: renewed.access_token, configurationId, clientId })
  const answer = await again.deferred({ transaction_id })
  expect(answer.status).toBe(200)
  const { notification_id } = await issued(answer)
  expect((await again.notify({ notification_id, event: 'credential_accepted' })).status).toBe(204)
})

describe('ISSUER_ISSUANCE', () => {
  test('deferred: 202, and ready at the first attempt without an officer', async () => {
    const deferring = await issuerWorld('EU/identity', { settings: { ISSUER_ISSUANCE: 'deferred' } })
    const wallet = await collector(deferring, { subject: 'zoe' })
    const { transaction_id, interval } = (await (await wallet.credential()).json()) as Deferred
    expect(interval).toBe(5)
    const ready: Issued = await issued(await wallet.deferred({ transaction_id }))
    expect(ready.credentials.length).toBe(1)
    await deferring.close()
  })

  test('review: every request waits for an officer', async () => {
    const reviewing = await issuerWorld('EU/identity', { settings: { ISSUER_ISSUANCE: 'review' } })
    const wallet = await collector(reviewing, { subject: 'zoe' })
    const { transaction_id } = (await (await wallet.credential()).json()) as Deferred
    expect((await wallet.deferred({ transaction_id })).status).toBe(202)
    expect((await deskMade<{ reviews: readonly Review[] }>(reviewing, '/desk/reviews')).reviews).toMatchObject([{ subject: 'zoe', state: 'waiting' }])
    await reviewing.close()
  })
})
