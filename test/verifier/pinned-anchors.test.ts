import { expect, onTestFinished, test } from 'vitest'
import type { PinnedKind } from '../../src/trust/pinned-anchors.ts'
import { answersOf, desk, issue, present, walletOf } from './holder.ts'
import { verifierWorld } from './verifier-world.ts'

/** A wallet with credentials of issuers that no list has, shown to a verifier that trusts these anchors of theirs. */
async function shown(pinned: readonly PinnedKind[]) {
  const world = await verifierWorld({ pinned })
  onTestFinished(() => world.close())
  world.neighbours.statusSigner = (kind) => world.unlisted.issuers[kind].status
  const unlisted = await walletOf(world, {
    identity: { key: world.unlisted.issuers.identity.credentials.key },
    diploma: { key: world.unlisted.issuers.diploma.credentials.key },
  })
  const { id, wallet_url } = await desk(world).ask()
  const { status } = await present(world, wallet_url, unlisted)
  const { result, refusals } = await desk(world).state(id)
  return { status, result: status === 200 ? result : refusals[0]!.result }
}

test('credentials under pinned anchors are technically valid; the policy wants a list all the same', async () => {
  const { status, result } = await shown(['credential_issuer', 'status_list'])
  expect(status).toBe(200)
  expect(answersOf(result)).toEqual({ technical: 'valid', listStatus: 'pinned', legalStatus: 'none', policy: 'reject' })
  const rows = new Map(result.report.map((row) => [row.id, row]))
  expect(rows.get('diploma.issuer_listed')).toMatchObject({ outcome: 'passed', detail: 'LAB pinned diploma, pinned anchor, no list' })
  expect(rows.get('EU-ADM-02')).toMatchObject({ outcome: 'failed' })
  expect(result.decision.reasons.filter(({ effect }) => effect === 'refuses').map(({ rule }) => rule)).toEqual(['EU-ADM-02'])
})

test('an anchor for credentials says nothing of status lists', async () => {
  const { status, result } = await shown(['credential_issuer'])
  const row = result.report.find(({ id }) => id === 'diploma.status')
  expect([status, result.decision.technical, row?.outcome]).toEqual([400, 'invalid', 'failed'])
})

test('an anchor for status lists says nothing of credentials', async () => {
  const { status, result } = await shown(['status_list'])
  expect(status).toBe(400)
  expect(result.report.find(({ id }) => id === 'diploma.issuer_listed')?.outcome).toBe('failed')
  expect(result.decision.listStatus).toBe('not_listed')
})

test('credentials of listed issuers are judged as ever', async () => {
  const world = await verifierWorld({ pinned: ['credential_issuer', 'status_list'] })
  onTestFinished(() => world.close())
  const { id, wallet_url } = await desk(world).ask()
  await present(world, wallet_url, { identity: await issue(world, 'identity'), diploma: await issue(world, 'diploma') })
  expect((await desk(world).state(id)).result.decision).toMatchObject({ listStatus: 'granted', policy: 'accept' })
})
