import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hours } from '../../src/base/time.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { answered, interception } from './interception.ts'
import { queryFor, walletWorld, type Holder, type WalletWorld } from './wallet-world.ts'

const { network, asked, put, clear } = interception()

let world: WalletWorld
beforeAll(async () => {
  world = await walletWorld({ fetchDocument: network })
})
afterAll(() => world.close())
afterEach(clear)

interface Copies {
  readonly issued: number
  readonly unused: number
}
const diplomaOf = async (holder: Holder): Promise<{ id: string; copies: Copies }> => {
  const { body } = await holder.api('/credentials')
  return (body['credentials'] as { id: string; vct: string; copies: Copies }[]).find(({ vct }) => vct.includes('learning'))!
}
const presents = async (holder: Holder): Promise<void> => {
  const { link } = await world.verifiers.EU.ask(queryFor('JP'))
  const { body } = await holder.api('/presentations', { request: link })
  expect(await holder.api(`/presentations/${String(body['id'])}/approve`, {})).toMatchObject({ body: { status: 'accepted' } })
}
const seenKeys = (): readonly string[] =>
  world.verifiers.EU.received.map((opened) => {
    const { vp_token } = opened as unknown as { vp_token: { diploma: readonly [string] } }
    return JSON.stringify(parseSdJwt(vp_token.diploma[0].slice(0, vp_token.diploma[0].lastIndexOf('~') + 1)).issuerJwt.payload['cnf'])
  })
const equipped = async (): Promise<Holder> => {
  const holder = await world.holder()
  await holder.collects('identity.jp', 'hanako')
  await holder.collects('university.jp', 'hanako')
  return holder
}

describe('copies of a credential', () => {
  test('come in one request with one attested proof, encrypted both ways', async () => {
    asked.length = 0
    await equipped()
    const requests = asked.filter(({ url }) => url.endsWith('/credential'))
    expect(requests.map(({ contentType }) => contentType)).toEqual(['application/jwt', 'application/jwt'])
    expect(asked.filter(({ url }) => url.endsWith('/key-attestations')).length).toBe(2)
  })

  test('are each shown once, with a key of its own; the last one again when there is no other', async () => {
    const holder = await equipped()
    put(async ({ url }, answer) => (url.endsWith('/token') ? answered({ error: 'invalid_grant' }, 400) : answer()))
    const start = world.verifiers.EU.received.length
    for (let count = 0; count < 11; count += 1) await presents(holder)
    const keys = seenKeys().slice(start)
    expect(new Set(keys.slice(0, 10)).size).toBe(10)
    expect(keys[10]).toBe(keys[9])
    expect((await diplomaOf(holder)).copies).toMatchObject({ issued: 10, unused: 0 })
    const { id } = await diplomaOf(holder)
    const [key] = (await world.context.records.credentials.list('inst_')).filter(({ value }) => value.id === id).map(({ key }) => key)
    const instance = key!.slice(0, key!.indexOf('.'))
    expect((await world.context.records.copies.list(`${instance}.`)).length).toBe(0)
    expect((await world.context.records.credentialKeys.list(`${instance}.`)).length).toBe(2)
  })

  test('are renewed by the refresh token when few are left, in the place of the old ones', async () => {
    const holder = await equipped()
    const before = await diplomaOf(holder)
    for (let count = 0; count < 9; count += 1) await presents(holder)
    expect((await diplomaOf(holder)).copies).toMatchObject({ unused: 1 })
    world.clock.advance(hours(1))
    asked.length = 0
    await holder.api('/tend', {})
    expect(asked.some(({ url, body }) => url.endsWith('/token') && body?.includes('grant_type=refresh_token'))).toBe(true)
    const after = await diplomaOf(holder)
    expect(after).toMatchObject({ id: before.id, copies: { issued: 10, unused: 10 } })
    await presents(holder)
  })

  test('that cannot be renewed now stay as they are, and are not asked for again at once', async () => {
    const holder = await equipped()
    for (let count = 0; count < 9; count += 1) await presents(holder)
    world.clock.advance(hours(1))
    put(async ({ url }, answer) => (url.endsWith('/credential') ? answered({}, 503) : answer()))
    await holder.api('/tend', {})
    expect((await diplomaOf(holder)).copies).toMatchObject({ unused: 1 })
    put()
    asked.length = 0
    await holder.api('/tend', {})
    expect(asked.filter(({ url }) => url.endsWith('/credential'))).toEqual([])
    world.clock.advance(hours(1))
    await holder.api('/tend', {})
    expect((await diplomaOf(holder)).copies).toMatchObject({ unused: 10 })
    expect((await holder.api('/history')).body['history']).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'issuance', outcome: 'failed' })]),
    )
  })

  test('can be renewed when the holder asks', async () => {
    const holder = await equipped()
    await presents(holder)
    const { id } = await diplomaOf(holder)
    expect(await holder.api(`/credentials/${id}/renew`, {})).toMatchObject({ status: 200, body: { outcome: 'accepted' } })
    expect(await diplomaOf(holder)).toMatchObject({ id, copies: { unused: 10 } })
  })

  test('go with the credential: nothing of it is left, and the issuer learns it', async () => {
    const holder = await equipped()
    const { id } = await diplomaOf(holder)
    const key = (await world.context.records.credentials.list('inst_')).find(({ value }) => value.id === id)!.key
    const instance = `${key.slice(0, key.indexOf('.'))}.`
    asked.length = 0
    await holder.api(`/credentials/${id}/delete`, {})
    expect(asked.filter(({ url }) => url.endsWith('/notification')).length).toBe(1)
    const { credentials, copies, credentialKeys, accesses } = world.context.records
    const left = await Promise.all([credentials, copies, credentialKeys, accesses].map(async (store) => (await store.list(instance)).length))
    expect(left).toEqual([1, 9, 10, 1])
  })
})

describe('an issuer that takes its time', () => {
  const pending = async (holder: Holder) => {
    const { offer } = await world.offer('university.jp', 'hanako', { review: true })
    const { body } = await holder.api('/offers', { offer })
    const id = String(body['id'])
    return { id, accepted: await holder.api(`/offers/${id}/accept`, {}) }
  }
  const decide = async (decision: 'approve' | 'refuse') => {
    const { body } = await world.desk('university.jp', '/desk/reviews')
    const waiting = (body['reviews'] as { id: string; state: string }[]).filter(({ state }) => state !== 'approved' && state !== 'refused' && state !== 'collected')
    await world.desk('university.jp', `/desk/reviews/${waiting.at(-1)!.id}`, { decision })
  }

  test('is asked again after its interval, and gives the credential when an officer approved', async () => {
    const holder = await world.holder()
    const { id, accepted } = await pending(holder)
    expect(accepted).toMatchObject({ status: 202, body: { outcome: 'pending', poll_after: expect.any(String) } })
    world.clock.advance(hours(1))
    expect((await holder.api(`/offers/${id}`)).body).toMatchObject({ outcome: 'pending', state: 'pending' })
    await decide('approve')
    world.clock.advance(hours(1))
    expect((await holder.api(`/offers/${id}`)).body).toMatchObject({ outcome: 'accepted', collected: [expect.any(String)] })
    expect(await diplomaOf(holder)).toMatchObject({ copies: { unused: 10 } })
  })

  test('may refuse: the holder is told, and may ask anew', async () => {
    const holder = await world.holder()
    const { id } = await pending(holder)
    await decide('refuse')
    world.clock.advance(hours(1))
    expect((await holder.api(`/offers/${id}`)).body).toMatchObject({ outcome: 'rejected:credential_denied' })
    expect(await holder.api(`/offers/${id}/accept`, {})).toMatchObject({ status: 202, body: { outcome: 'pending' } })
  })

  test('that cannot be reached is asked another time; what was put off is not lost', async () => {
    const holder = await world.holder()
    const { id } = await pending(holder)
    await decide('approve')
    world.clock.advance(hours(1))
    put(async ({ url }, answer) => (url.endsWith('/deferred-credential') ? answered({}, 502) : answer()))
    expect((await holder.api(`/offers/${id}`)).body).toMatchObject({ outcome: 'pending', error: { code: 'issuer_refused' } })
    put()
    world.clock.advance(hours(1))
    expect((await holder.api(`/offers/${id}`)).body).toMatchObject({ outcome: 'accepted' })
  })

  test('can be waited for no longer', async () => {
    const holder = await world.holder()
    const { id } = await pending(holder)
    expect(await holder.api(`/offers/${id}/dismiss`, {})).toMatchObject({ body: { status: 'dismissed' } })
    expect((await holder.api(`/offers/${id}`)).body).toMatchObject({ outcome: 'rejected:dismissed' })
  })
})

describe('other configurations of our issuers', () => {
  const accepts = async (variant: string, body: object = {}) => {
    const holder = await world.holder()
    const { offer } = await world.offer('university.jp', 'hanako', { variant })
    const preview = await holder.api('/offers', { offer })
    return holder.api(`/offers/${String(preview.body['id'])}/accept`, body)
  }
  test('one that requires a key attestation', async () => {
    expect(await accepts('_key_attested')).toMatchObject({ status: 200, body: { credentials: [{ listed: true }] } })
  })

  test('one whose type describes itself: read and matched; no list has issuers of that type', async () => {
    expect(await accepts('_described')).toMatchObject({ status: 409, body: { error: 'issuer_not_listed' } })
    asked.length = 0
    expect(await accepts('_described', { accept_unlisted: true })).toMatchObject({ status: 200, body: { outcome: 'accepted' } })
    expect(asked.filter(({ url }) => url.includes('/type-metadata/')).length).toBe(1)
  })

  test.each<[string, (text: string) => string]>([
    ['was changed', (text) => `${text} `],
    ['is of another type', (text) => text.replace('"vct":"', '"vct":"https://other.example/')],
  ])('one whose type’s description %s is refused', async (_what, change) => {
    put(async ({ url }, answer) => {
      const found = await answer()
      return url.includes('/type-metadata/') ? { ...found, text: change(found.text) } : found
    })
    const refused = await accepts('_described', { accept_unlisted: true })
    expect(refused).toMatchObject({ body: { error: 'credential_refused' } })
    expect(JSON.stringify(refused.body)).toContain('"id":"type_metadata","spec":"SD-JWT VC -13 \\"Type Metadata\\"","outcome":"failed"')
  })

  test('one whose type’s description cannot be read is not stored, and can be tried again', async () => {
    put(async ({ url }, answer) => (url.includes('/type-metadata/') ? answered({}, 503) : answer()))
    expect(await accepts('_described', { accept_unlisted: true })).toMatchObject({ body: { error: expect.stringMatching(/trust_unknown|credential_refused/) } })
  })
})
