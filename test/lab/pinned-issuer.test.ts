import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { plainNetwork } from '../../src/lab/network.ts'
import { startLab } from '../../src/lab/start-lab.ts'
import { ask, Refused, type Offer } from '../../src/scenarios/parties.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { silent } from './https-world.ts'

/** A lab whose Japanese university no list has: to the wallet an issuer from elsewhere. */
const start = (folder: string) =>
  startLab({
    folder, network: plainNetwork, databases: 'memory', ports: 'any', clock: systemClock, advance: () => {}, random: systemRandom,
    logFor: () => silent, logLevel: 'silent', staging: { unlistedUniversity: 'JP' }, labUrl: 'http://localhost:4400',
  })

const certificateIn = (folder: string, key: string): string =>
  (JSON.parse(readFileSync(join(folder, `keys/${key}.json`), 'utf8')) as { x5c: string[] }).x5c[0]!

/** The lab started again with these kinds of the issuer's certificates pinned in the wallet's own settings. */
async function walletTrusting(...kinds: readonly ('credential_issuer' | 'status_list')[]) {
  const folder = temporaryFolder()
  await (await start(folder)).close()
  const certificates = { credential_issuer: certificateIn(folder, 'university.jp'), status_list: certificateIn(folder, 'university.jp-status') }
  mkdirSync(join(folder, 'settings'))
  const anchors = kinds.map((kind) => ({ kind, territory: 'JP', entity: 'LAB-University from elsewhere', certificates: [certificates[kind]] }))
  writeFileSync(join(folder, 'anchors.json'), JSON.stringify(anchors))
  if (anchors.length > 0) writeFileSync(join(folder, 'settings/wallet.env'), `WALLET_PINNED_ANCHORS_FILE='${join(folder, 'anchors.json')}'\n`)
  const lab = await start(folder)
  onTestFinished(() => lab.close())
  const { http, wallet, sides } = lab.world
  const { token } = await ask<{ token: string }>(http, wallet, '/api/instances', { label: 'LAB' })
  const holder = { url: wallet.url, token }
  return async () => {
    const { offer } = await ask<Offer>(http, sides.JP.university, '/desk/offers', {
      credential_configuration_ids: ['lab_jp_diploma'], subject: 'hanako', by: 'reference',
    })
    const { id } = await ask<{ id: string }>(http, holder, '/api/offers', { offer })
    return ask<{ credentials: readonly { listed: boolean; id: string }[] }>(http, holder, `/api/offers/${id}/accept`, {}).then(
      async ({ credentials }) => ({ credentials, held: await ask<{ credentials: readonly { issuer: object }[] }>(http, holder, '/api/credentials') }),
    )
  }
}

const refusal = async (attempt: Promise<unknown>): Promise<Refused> => {
  const error: unknown = await attempt.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Refused)
  return error as Refused
}

test('the wallet takes a credential from an issuer that is pinned, and does not call it listed', async () => {
  const collect = await walletTrusting('credential_issuer', 'status_list')
  const { credentials, held } = await collect()
  expect(credentials).toMatchObject([{ listed: false }])
  expect(held.credentials).toMatchObject([{ issuer: { name: 'LAB-University from elsewhere', listed: false, pinned: true, territory: 'JP' } }])
})

test('nothing pinned: nobody vouches for it', async () => {
  expect((await refusal((await walletTrusting())())).code).toBe('issuer_not_listed')
})

test('the issuer pinned and its status list not: whether it was revoked cannot be believed', async () => {
  expect((await refusal((await walletTrusting('credential_issuer'))())).code).toBe('credential_refused')
})
