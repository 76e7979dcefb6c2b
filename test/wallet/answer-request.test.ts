import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minutes } from '../../src/base/time.ts'
import { heldClaims } from '../../src/sd-jwt/selectable-claims.ts'
import { decodeSdJwtVc, sdJwtVcChecks } from '../../src/sd-jwt/sd-jwt-vc-checks.ts'
import { runChecks } from '../../src/base/checks.ts'
import type { OutboundRequest } from '../../src/http/fetch-document.ts'
import { limits } from '../../wallet/limits.ts'
import { http, queryFor, walletWorld, type Answer, type Holder, type WalletWorld } from './wallet-world.ts'

const posted: OutboundRequest[] = []
let world: WalletWorld
let holder: Holder
beforeAll(async () => {
  world = await walletWorld({
    directPost: (request) => {
      posted.push(request)
      return http(request)
    },
  })
  holder = await world.holder()
  await holder.collects('identity.jp', 'hanako')
  await holder.collects('university.jp', 'hanako')
})
afterAll(() => world.close())
beforeEach(() =>
  world.verifiers.EU.answers({ status: 200, body: { redirect_uri: `${world.verifiers.EU.url}/result#code` } }),
)

const opens = async (query: object = queryFor('JP'), whose = holder) => {
  const { link, nonce } = await world.verifiers.EU.ask(query as never)
  const { body } = await whose.api('/presentations', { request: link })
  return { id: String(body['id']), nonce, body, clientId: new URLSearchParams(link.split('?')[1]).get('client_id')! }
}
const approve = (id: string, whose = holder): Promise<Answer> => whose.api(`/presentations/${id}/approve`, {})
const decline = (id: string): Promise<Answer> => holder.api(`/presentations/${id}/decline`, {})
const lastReceived = () => world.verifiers.EU.received.at(-1)!

describe('an approved request', () => {
  test('is answered with exactly what was shown, bound to this request, encrypted', async () => {
    const { id, nonce, clientId, body } = await opens()
    expect(await approve(id)).toMatchObject({
      status: 200,
      body: { status: 'accepted', redirect_uri: `${world.verifiers.EU.url}/result#code` },
    })
    const form = new URLSearchParams(posted.at(-1)!.body)
    expect([...form.keys()]).toEqual(['response'])
    const received = lastReceived()
    if (received.kind !== 'presentation') throw new Error('no presentation came')
    expect(received.state).toBeTypeOf('string')
    const token = received.vp_token as Record<string, readonly string[]>
    expect(Object.keys(token)).toEqual(['identity', 'diploma'])
    for (const share of body['shares'] as { query: string; claims: { path: string[] }[] }[]) {
      const [presentation, ...more] = token[share.query]!
      expect(more).toEqual([])
      const vct = [queryFor('JP').credentials.find((one) => one.id === share.query)!.meta.vct_values[0]!]
      const subject = decodeSdJwtVc(presentation!, {
        now: world.clock.now(),
        skew: limits.skew,
        nonce,
        audience: clientId,
        vct,
      })
      expect(
        (
          await runChecks(subject, sdJwtVcChecks, (error) => {
            throw error
          })
        ).accepted,
      ).toBe(true)
      const disclosed = subject.processed().disclosed.map(({ path }) => path.join('.'))
      const asked = share.claims.map(({ path }) => path.join('.'))
      expect(disclosed.filter((path) => !asked.includes(path))).toEqual([])
      expect(Object.keys(heldClaims(`${presentation!.slice(0, presentation!.lastIndexOf('~'))}~`))).toEqual(
        expect.arrayContaining(asked),
      )
    }
  })

  test('is answered once: a second time, and a second time at the same moment', async () => {
    const { id } = await opens()
    const count = world.verifiers.EU.received.length
    const both = await Promise.all([approve(id), approve(id)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await approve(id)).toMatchObject({ status: 409, body: { error: 'presentation_closed' } })
    expect(await decline(id)).toMatchObject({ status: 409, body: { error: 'presentation_closed' } })
    expect(world.verifiers.EU.received.length).toBe(count + 1)
  })

  test('that the verifier refuses is told, and may be approved again', async () => {
    const { id } = await opens()
    world.verifiers.EU.answers({ status: 400, body: { error: 'invalid_request', error_description: 'no good' } })
    expect(await approve(id)).toMatchObject({
      status: 200,
      body: { status: 'refused', error: 'invalid_request', error_description: 'no good' },
    })
    world.verifiers.EU.answers({ status: 200, body: {} })
    const again = await approve(id)
    expect(again).toMatchObject({ status: 200, body: { status: 'accepted' } })
    expect(again.body).not.toHaveProperty('redirect_uri')
  })

  test.each([
    ['an error page', { status: 500, body: 'oops' }],
    ['a redirect_uri that is no web address', { status: 200, body: { redirect_uri: 'javascript:alert(1)' } }],
    ['something that is no answer', { status: 200, body: 'ok' }],
  ])('whose verifier answers with %s stays open', async (_what, answer) => {
    const { id } = await opens()
    world.verifiers.EU.answers(answer)
    expect(await approve(id)).toMatchObject({ status: 502, body: { error: 'verifier_unreachable' } })
    expect((await holder.api(`/presentations/${id}`)).body).toMatchObject({ state: 'open' })
  })

  test('needs credentials that are still here', async () => {
    const other = await world.holder()
    await other.collects('identity.jp', 'hanako')
    await other.collects('university.jp', 'hanako')
    const { id, body } = await opens(queryFor('JP'), other)
    const [share] = body['shares'] as { credential: string }[]
    await other.api(`/credentials/${share!.credential}/delete`, {})
    expect(await approve(id, other)).toMatchObject({ status: 409, body: { error: 'unknown_credential' } })
  })

  test('ends with its time, and belongs to one holder', async () => {
    const { id } = await opens()
    expect(await approve(id, await world.holder())).toMatchObject({
      status: 404,
      body: { error: 'unknown_presentation' },
    })
    world.clock.advance(minutes(11))
    expect(await approve(id)).toMatchObject({ status: 410, body: { error: 'presentation_expired' } })
  })

  test('cannot be answered by a wallet that lacks a credential, and then no part of it is', async () => {
    const other = await world.holder()
    await other.collects('identity.jp', 'hanako')
    const count = world.verifiers.EU.received.length
    const { id, body } = await opens(queryFor('JP'), other)
    expect(body).toMatchObject({ can_answer: false, missing: [{ query: 'diploma' }] })
    expect(await approve(id, other)).toMatchObject({ status: 409, body: { error: 'nothing_to_share' } })
    expect(world.verifiers.EU.received.length).toBe(count)
  })
})

describe('a request that asks too much', () => {
  test('shows what, cannot be approved, and is declined with nothing but that', async () => {
    const { id, body } = await opens(queryFor('JP', { identity: [['resident_address_unicode']] }))
    expect(body).toMatchObject({
      can_answer: false,
      over_asked: [{ query: 'identity', path: ['resident_address_unicode'], why: 'not_registered' }],
    })
    const checks = body['checks'] as { id: string; outcome: string }[]
    expect(checks.filter(({ outcome }) => outcome !== 'passed').map(({ id, outcome }) => [id, outcome])).toEqual([
      ['registration_covers_request', 'failed'],
      ['request_within_purpose', 'not_run'],
    ])
    expect(await approve(id)).toMatchObject({
      status: 403,
      body: { error: 'over_asked', error_description: expect.stringContaining('resident_address_unicode') },
    })
    expect(await decline(id)).toMatchObject({ status: 200, body: { status: 'declined' } })
    expect(lastReceived()).toMatchObject({ kind: 'error', error: { error: 'access_denied' } })
    expect(JSON.stringify(lastReceived())).not.toContain('見本')
  })
})

describe('a declined request', () => {
  test('is closed', async () => {
    const { id } = await opens()
    expect(await decline(id)).toMatchObject({ body: { status: 'declined' } })
    expect(await approve(id)).toMatchObject({ status: 409, body: { error: 'presentation_closed' } })
  })

  test('is closed even if the verifier cannot be told', async () => {
    const { id } = await opens()
    world.verifiers.EU.answers({ status: 500, body: 'oops' })
    expect(await decline(id)).toMatchObject({ status: 502, body: { error: 'verifier_unreachable' } })
    expect(await approve(id)).toMatchObject({ status: 409, body: { error: 'presentation_closed' } })
  })
})

describe('the holder is warned, and may go on all the same', () => {
  const conditions = async (whose: Holder) => {
    const { id, body } = await opens(queryFor('JP'), whose)
    return {
      id,
      of: (body['shares'] as { query: string; state: string; list_status: string }[]).map(
        ({ query, state, list_status }) => [query, state, list_status],
      ),
    }
  }

  test('with a credential that was revoked, and with an issuer that was withdrawn', async () => {
    const other = await world.holder()
    await other.collects('identity.jp', 'hanako')
    await other.collects('university.jp', 'hanako')
    const issued = await world.desk('university.jp', '/desk/credentials')
    for (const { id } of issued.body['credentials'] as { id: string }[]) {
      await world.desk('university.jp', `/desk/credentials/${id}/status`, { status: 'revoked' })
    }
    const revoked = await conditions(other)
    expect(revoked.of).toEqual([
      ['identity', 'valid', 'granted'],
      ['diploma', 'revoked', 'granted'],
    ])
    expect(await approve(revoked.id, other)).toMatchObject({ body: { status: 'accepted' } })
    await world.desk('trust.jp', '/desk/services/diploma-issuance/status', { status: 'withdrawn' })
    expect((await conditions(other)).of).toEqual([
      ['identity', 'valid', 'granted'],
      ['diploma', 'unknown', 'withdrawn'],
    ])
    await world.desk('trust.jp', '/desk/services/diploma-issuance/status', { status: 'granted' })
  })
})

test('the history has every answer, what was asked and what was given, and no value of a claim', async () => {
  const other = await world.holder()
  await other.collects('identity.jp', 'hanako')
  await other.collects('university.jp', 'hanako')
  await approve((await opens(queryFor('JP'), other)).id, other)
  const { body } = await other.api('/history?kind=presentation&outcome=completed')
  expect(body['history']).toMatchObject([
    {
      kind: 'presentation',
      outcome: 'completed',
      party: { name: 'LAB-University of Musterland, Admissions', territory: 'EU' },
      credentials: [
        { type: 'urn:lab:jp:identity-record:1', disclosed: [['full_name_unicode'], ['birth_date']] },
        { requested: expect.arrayContaining([['family_name']]) },
      ],
    },
  ])
  const everything = JSON.stringify((await other.api('/history')).body)
  for (const value of ['見本', '花子', '2003-09-01']) expect(everything).not.toContain(value)
  expect((await other.api('/history?kind=deletion')).body['history']).toEqual([])
  expect(await other.api('/history?kind=nonsense')).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
})
