import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codedRefusal, collector, deskMade, issued, refusal, type Collector } from './collector.ts'
import { issuerWorld, type IssuerWorld } from './issuer-world.ts'

let world: IssuerWorld
let wallet: Collector
let notification_id: string
beforeAll(async () => {
  world = await issuerWorld('EU/identity')
  wallet = await collector(world, { subject: 'max' })
  const { jwts } = await wallet.proofs(2)
  notification_id = (await issued(await wallet.credential({ proofs: { jwt: jwts } }))).notification_id
})
afterAll(() => world.close())

const events = async () => (await deskMade<{ credentials: readonly { events: readonly { event: string }[] }[] }>(world, '/desk/credentials')).credentials.slice(0, 2).map(({ events }) => events.map(({ event }) => event))

describe('OpenID4VCI 1.0 "Notification Endpoint"', () => {
  test('204 without a body; the same again is 204 and counts once; the desk sees it on every copy', async () => {
    for (const body of [
      { notification_id, event: 'credential_accepted' },
      { notification_id, event: 'credential_accepted', event_description: 'again' },
      { notification_id, event: 'credential_deleted', event_description: 'Holder removed it. (1)', unknown: { a: 1 } },
    ]) {
      const answer = await wallet.notify(body)
      expect([answer.status, await answer.text(), answer.headers.get('cache-control')]).toEqual([204, '', 'no-store'])
    }
    expect(await events()).toEqual([['credential_accepted', 'credential_deleted'], ['credential_accepted', 'credential_deleted']])
  })

  test('the same event at the same time counts once', async () => {
    const other = await collector(world, { subject: 'zoe' })
    const { notification_id } = await issued(await other.credential())
    const answers = await Promise.all(Array.from({ length: 5 }, () => other.notify({ notification_id, event: 'credential_failure' })))
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204])
    expect((await world.context.records.notifications.get(notification_id))!.events).toHaveLength(1)
  })

  const faults: readonly (readonly [string, () => Promise<Response>, string])[] = [
    ['an unknown id', () => wallet.notify({ notification_id: 'unknown', event: 'credential_accepted' }), 'invalid_notification_id'],
    ['an id that is a name of every object', () => wallet.notify({ notification_id: 'toString', event: 'credential_accepted' }), 'invalid_notification_id'],
    ['the id of another grant', async () => (await collector(world, { subject: 'zoe' })).notify({ notification_id, event: 'credential_accepted' }), 'invalid_notification_id'],
    ['no id', () => wallet.notify({ event: 'credential_accepted' }), 'invalid_notification_request'],
    ['no event', () => wallet.notify({ notification_id }), 'invalid_notification_request'],
    ['an unknown event', () => wallet.notify({ notification_id, event: 'credential_lost' }), 'invalid_notification_request'],
    ['a description beyond ASCII', () => wallet.notify({ notification_id, event: 'credential_failure', event_description: '保存失敗' }), 'invalid_notification_request'],
    ['an array', () => wallet.post('/notification', [notification_id]), 'invalid_notification_request'],
    ['no JSON', () => wallet.post('/notification', '{'), 'invalid_notification_request'],
    ['another content type', () => wallet.post('/notification', 'x', { contentType: 'application/jwt' }), 'invalid_notification_request'],
  ]
  test.each(faults)('refused: %s', async (_what, ask, code) => {
    const before = await events()
    expect(await refusal(await ask())).toEqual(codedRefusal(code))
    expect(await events()).toEqual(before)
  })

  test('too long is 413, without access token 401, by GET 405', async () => {
    const long = await wallet.notify({ notification_id, event: 'credential_accepted', padding: 'x'.repeat(10_000) })
    expect([long.status, await long.json()]).toMatchObject([413, { error: 'invalid_notification_request' }])
    const nobody = await fetch(`${world.url}/notification`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^DPoP /)])
    expect((await fetch(`${world.url}/notification`)).status).toBe(405)
  })
})
