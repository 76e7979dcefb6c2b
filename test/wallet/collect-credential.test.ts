import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { days, hours } from '../../src/base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../../src/http/fetch-document.ts'
import { parseCompactJws } from '../../src/jose/jws.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { answered, failedChecks, inTheClear, interception } from './interception.ts'
import { walletWorld, type Answer, type Holder, type WalletWorld } from './wallet-world.ts'

const { network, asked, put, clear } = interception()

let world: WalletWorld
let holder: Holder
beforeAll(async () => {
  world = await walletWorld({ fetchDocument: network, unlisted: 'EU' })
  holder = await world.holder()
})
afterAll(() => world.close())
afterEach(clear)

const previewOf = async (place = 'university.jp', tx_code = false, whose = holder) => {
  put(inTheClear)
  const { offer, tx_code: code } = await world.offer(place, place.endsWith('.jp') ? 'hanako' : 'zoe', { tx_code })
  return { id: String((await whose.api('/offers', { offer })).body['id']), code }
}
const accept = (id: string, body: object = {}, whose = holder): Promise<Answer> =>
  whose.api(`/offers/${id}/accept`, body)

describe('collecting', () => {
  test('gives each credential a key of its own, and another one to the token', async () => {
    const other = await world.holder()
    await other.collects('identity.jp', 'hanako')
    await other.collects('university.jp', 'hanako')
    const { body } = await other.api('/credentials')
    expect((body['credentials'] as unknown[]).length).toBe(2)
    const stored = await world.context.records.credentials.list('inst_')
    const keys = stored.map(({ value }) => JSON.stringify(parseSdJwt(value.credential).issuerJwt.payload['cnf']))
    expect(new Set(keys).size).toBe(keys.length)
    const dpop = asked
      .filter(({ headers }) => headers?.['DPoP'])
      .map(({ headers }) => JSON.stringify(parseCompactJws(headers!['DPoP']!).header['jwk']))
    expect(new Set(dpop).size).toBe(2)
  })

  test('needs the transaction code: none, one of the wrong form, a wrong one, then the right one', async () => {
    const { id, code } = await previewOf('university.jp', true)
    asked.length = 0
    expect(await accept(id)).toMatchObject({ status: 400, body: { error: 'tx_code_required' } })
    expect(await accept(id, { tx_code: '12' })).toMatchObject({ body: { error: 'tx_code_wrong' } })
    expect(asked).toEqual([])
    const wrong = code === '000000' ? '000001' : '000000'
    expect(await accept(id, { tx_code: wrong })).toMatchObject({ body: { error: 'tx_code_wrong' } })
    expect(await accept(id, { tx_code: code })).toMatchObject({
      status: 200,
      body: { credentials: [{ configuration_id: 'lab_jp_diploma', listed: true }] },
    })
  })

  test('happens once: a second time, and a second time at the same moment', async () => {
    const { id } = await previewOf()
    const both = await Promise.all([accept(id), accept(id)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await accept(id)).toMatchObject({ status: 409, body: { error: 'offer_closed' } })
  })

  test('is one holder’s: another one does not see the offer', async () => {
    const { id } = await previewOf()
    expect(await accept(id, {}, await world.holder())).toMatchObject({ status: 404, body: { error: 'unknown_offer' } })
  })

  test('ends with the offer', async () => {
    const { id } = await previewOf()
    world.clock.advance(hours(25))
    expect(await accept(id)).toMatchObject({ status: 410, body: { error: 'offer_expired' } })
  })

  test('can be declined', async () => {
    const { id } = await previewOf()
    expect(await holder.api(`/offers/${id}/dismiss`, {})).toMatchObject({ body: { status: 'dismissed' } })
    expect(await accept(id)).toMatchObject({ status: 409, body: { error: 'offer_closed' } })
  })

  test('stops before the code is spent when the wallet is full', async () => {
    const other = await world.holder()
    const { id } = await previewOf('university.jp', false, other)
    const [instance] = (await world.context.records.offers.list('inst_'))
      .filter(({ value }) => value.id === id)
      .map(({ key }) => key.split('.')[0]!)
    const [sample] = await world.context.records.credentials.list('inst_')
    for (let count = 0; count < 50; count += 1)
      await world.context.records.credentials.put(`${instance}.cred_${count}`, sample!.value)
    expect(await accept(id, {}, other)).toMatchObject({ status: 409, body: { error: 'wallet_full' } })
    await other.api('/credentials/cred_0/delete', {})
    expect(await accept(id, {}, other)).toMatchObject({ status: 200 })
  })
})

describe('what goes wrong on the way loses nothing', () => {
  test('a server that wants its nonce in the DPoP proof gets it', async () => {
    const { id } = await previewOf()
    asked.length = 0
    expect(await accept(id)).toMatchObject({ status: 200 })
    const nonces = (path: string) =>
      asked.filter(({ url }) => url.endsWith(path)).map(({ headers }) => parseCompactJws(headers!['DPoP']!).payload['nonce'])
    expect(nonces('/token')).toEqual([undefined, expect.any(String)])
    expect(nonces('/credential')).toEqual([expect.any(String)])
  })

  test('a nonce that ran out is fetched anew, once', async () => {
    const { id } = await previewOf()
    let refusals = 0
    put(async ({ url }, answer) =>
      url.endsWith('/credential') && (refusals += 1) === 1 ? answered({ error: 'invalid_nonce' }, 400) : answer(),
    )
    expect(await accept(id)).toMatchObject({ status: 200 })
    const again = await previewOf()
    put(async ({ url }, answer) => (url.endsWith('/credential') ? answered({ error: 'invalid_nonce' }, 400) : answer()))
    expect(await accept(again.id)).toMatchObject({ status: 400, body: { error: 'issuer_refused' } })
    expect(asked.filter(({ url }) => url.endsWith('/credential')).length).toBe(4)
  })

  test.each<[string, string, (request: OutboundRequest) => FetchedDocument | undefined]>([
    [
      'the token endpoint fails',
      'issuer_refused',
      ({ url }) => (url.endsWith('/token') ? answered({}, 503) : undefined),
    ],
    [
      'the token is not bound to our key',
      'issuer_refused',
      ({ url }) => (url.endsWith('/token') ? answered({ access_token: 'x', token_type: 'Bearer' }) : undefined),
    ],
    [
      'the nonce endpoint answers without a nonce',
      'issuer_refused',
      ({ url }) => (url.endsWith('/nonce') ? answered({}) : undefined),
    ],
    [
      'the credential is deferred without saying when it is ready',
      'issuer_refused',
      ({ url }) => (url.endsWith('/credential') ? answered({ transaction_id: 'x' }, 202) : undefined),
    ],
    [
      'two credentials come for one proof',
      'issuer_refused',
      ({ url }) =>
        url.endsWith('/credential') ? answered({ credentials: [{ credential: 'a' }, { credential: 'b' }] }) : undefined,
    ],
    [
      'the issuer denies it',
      'credential_denied',
      ({ url }) => (url.endsWith('/credential') ? answered({ error: 'credential_request_denied' }, 400) : undefined),
    ],
    [
      'the credential is no credential',
      'credential_refused',
      ({ url }) => (url.endsWith('/credential') ? answered({ credentials: [{ credential: 'nonsense' }] }) : undefined),
    ],
  ])('%s: %s, and the next try succeeds', async (_what, code, fault) => {
    const { id } = await previewOf()
    put(async (request, answer) => fault(request) ?? answer())
    expect(await accept(id)).toMatchObject({ body: { error: code } })
    put()
    expect(await accept(id)).toMatchObject({ status: 200 })
  })

  test('no list can be read: not stored, kept, and the issuer is not asked again', async () => {
    const other = await world.holder()
    const { id } = await previewOf('university.jp', false, other)
    world.clock.advance(days(2))
    const first = await accept(id, {}, other)
    expect(first).toMatchObject({ status: 410, body: { error: 'offer_expired' } })
    const fresh = await previewOf('university.jp', false, other)
    put(async ({ url }, answer) => (url.endsWith('/list.jws') ? answered({}, 503) : answer()))
    const refused = await accept(fresh.id, {}, other)
    expect(refused).toMatchObject({ status: 503, body: { error: 'trust_unknown' } })
    expect(failedChecks(refused)).toEqual(['trust_list'])
    expect((await other.api('/credentials')).body['credentials']).toEqual([])
    put()
    asked.length = 0
    expect(await accept(fresh.id, {}, other)).toMatchObject({ status: 200 })
    expect(asked.filter(({ url }) => url.endsWith('/credential') || url.endsWith('/token'))).toEqual([])
  })

  test('an issuer in no list: the holder is told, and stores it only by saying so', async () => {
    const other = await world.holder()
    const { id } = await previewOf('university.eu', false, other)
    const refused = await accept(id, {}, other)
    expect(refused).toMatchObject({ status: 409, body: { error: 'issuer_not_listed' } })
    expect(failedChecks(refused)).toEqual(['issuer_listed'])
    expect((await other.api(`/offers/${id}`)).body['issuer']).toMatchObject({ listed: false })
    asked.length = 0
    expect(await accept(id, { accept_unlisted: true }, other)).toMatchObject({
      status: 200,
      body: { credentials: [{ listed: false }] },
    })
    expect(asked.filter(({ url }) => url.endsWith('/credential'))).toEqual([])
    expect((await other.api('/credentials')).body['credentials']).toMatchObject([{ issuer: { listed: false } }])
    expect((await other.api('/history')).body['history']).toMatchObject([
      { kind: 'issuance', outcome: 'completed' },
      {
        kind: 'issuance',
        outcome: 'failed',
        error: { code: 'issuer_not_listed', checks: expect.arrayContaining(['issuer_listed']) },
      },
    ])
  })
})
