import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { adjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { foreignIssuer, type ForeignIssuer } from './foreign-issuer.ts'
import { walletWorld, type Holder, type WalletWorld } from './wallet-world.ts'

/** Our wallet collects from an issuer made of other projects' code, in both grants. */
let world: WalletWorld
let issuer: ForeignIssuer
let holder: Holder
let folder: string
beforeAll(async () => {
  const clock = adjustableClock()
  issuer = await foreignIssuer(clock)
  folder = await mkdtemp(join(tmpdir(), 'kakehashi-foreign-'))
  const anchors = join(folder, 'anchors.json')
  await writeFile(anchors, JSON.stringify(issuer.pinnedAnchors))
  world = await walletWorld({ clock, settings: { wallet: { WALLET_PINNED_ANCHORS_FILE: anchors } } })
})
beforeEach(async () => {
  holder = await world.holder()
  issuer.refusals.length = 0
})
afterAll(async () => {
  await world.close()
  await issuer.close()
  await rm(folder, { recursive: true })
})

const holds = async (): Promise<void> => {
  const { body } = await holder.api('/credentials')
  expect(body['credentials']).toMatchObject([
    {
      vct: 'urn:lab:foreign:pid:1',
      claims: expect.arrayContaining([expect.objectContaining({ path: ['given_name'], value: '見本', always_visible: false })]),
    },
  ])
}

test('by the authorization code: attestation, PAR, PKCE, DPoP, nonce, key proof, credential', async () => {
  const { body } = await holder.api('/offers', { offer: await issuer.offer('authorization_code') })
  const accepted = await holder.api(`/offers/${String(body['id'])}/accept`, { follow_redirects: true })
  expect(issuer.refusals).toEqual([])
  expect(accepted).toMatchObject({ status: 200, body: { outcome: 'accepted' } })
  await holds()
})

test('by the pre-authorized code with its transaction code, after a wrong one', async () => {
  const { body } = await holder.api('/offers', { offer: await issuer.offer('pre-authorized_code') })
  const path = `/offers/${String(body['id'])}/accept`
  expect(await holder.api(path, { tx_code: '493537' })).toMatchObject({ body: { error: 'tx_code_wrong' } })
  expect(issuer.refusals.length).toBe(1)
  expect(await holder.api(path, { tx_code: issuer.txCode })).toMatchObject({ status: 200, body: { outcome: 'accepted' } })
  await holds()
})

test('without an offer', async () => {
  const wish = { issuer: issuer.issuer, credential_configuration_id: issuer.configurationId }
  expect(await holder.api('/issuance', wish)).toMatchObject({ status: 201, body: { outcome: 'accepted' } })
  await holds()
})
