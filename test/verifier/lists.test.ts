import { expect, onTestFinished, test } from 'vitest'
import { before, hours, minutes } from '../../src/base/time.ts'
import { answersOf, desk, openRows, present, walletOf } from './holder.ts'
import { japaneseList, verifierWorld, type VerifierWorld } from './verifier-world.ts'

const freshWorld = async (): Promise<VerifierWorld> => {
  const world = await verifierWorld()
  onTestFinished(() => world.close())
  return world
}
const bothLists = ['identity.trust_list', 'diploma.trust_list']

test('an issuer withdrawn before T: valid bytes, a decided answer, rejected, and no value is read', async () => {
  const world = await freshWorld()
  world.neighbours.list = () =>
    japaneseList(world.pki, world.clock.now(), { withdrawnAt: before(world.clock.now(), minutes(10)) })
  const request = await desk(world).ask()
  expect((await present(world, request.wallet_url, await walletOf(world))).status).toBe(200)
  const { result } = await desk(world).state(request.id)
  expect(answersOf(result)).toEqual({
    technical: 'valid',
    listStatus: 'withdrawn',
    legalStatus: 'none',
    policy: 'reject',
  })
  expect(openRows(result)).toEqual(['diploma.issuer_granted'])
  expect(result.disclosed.length).toBeGreaterThan(0)
  expect(result.disclosed.every((claim) => !('value' in claim))).toBe(true)
  expect(result.receipt?.claims).toMatchObject({ retention_days: 0 })
})

test('a list that was never read and cannot be: indeterminate, not accepted, and open for another try', async () => {
  const world = await freshWorld()
  const wallet = await walletOf(world)
  world.neighbours.listAnswers = false
  const request = await desk(world).ask()
  expect((await present(world, request.wallet_url, wallet)).status).toBe(400)
  const { result } = (await desk(world).state(request.id)).refusals[0]!
  expect(answersOf(result)).toEqual({
    technical: 'indeterminate',
    listStatus: 'list_unreachable',
    legalStatus: 'none',
    policy: 'reject',
  })
  expect(openRows(result)).toEqual(bothLists)

  world.neighbours.listAnswers = true
  expect((await present(world, request.wallet_url, wallet)).status).toBe(200)
  expect((await desk(world).state(request.id)).result.decision.policy).toBe('accept')
})

test('a list past its next update: indeterminate, not accepted', async () => {
  const world = await freshWorld()
  world.neighbours.list = () =>
    japaneseList(world.pki, world.clock.now(), { nextUpdate: before(world.clock.now(), hours(0.5)) })
  const request = await desk(world).ask()
  expect((await present(world, request.wallet_url, await walletOf(world))).status).toBe(400)
  const { result } = (await desk(world).state(request.id)).refusals[0]!
  expect(answersOf(result)).toEqual({
    technical: 'indeterminate',
    listStatus: 'list_expired',
    legalStatus: 'none',
    policy: 'reject',
  })
  expect(openRows(result)).toEqual(bothLists)
})

test('the list that was read is relied on for a day, and no longer', async () => {
  const world = await freshWorld()
  await present(world, (await desk(world).ask()).wallet_url, await walletOf(world))
  world.neighbours.listAnswers = false
  const policyAfter = async (): Promise<string> => {
    const request = await desk(world).ask()
    await present(world, request.wallet_url, await walletOf(world))
    const { result, refusals } = await desk(world).state(request.id)
    return result ? result.decision.policy : answersOf(refusals[0]!.result).listStatus
  }
  world.clock.advance(hours(23))
  expect(await policyAfter()).toBe('accept')
  world.clock.advance(hours(2))
  expect(await policyAfter()).toBe('list_unreachable')
})
