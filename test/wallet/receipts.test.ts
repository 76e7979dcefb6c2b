import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { before, minutes } from '../../src/base/time.ts'
import { certifiedKeyFile } from '../../src/trust/adapters/certified-key-file.ts'
import { makeReceipt, signReceipt, type ReceiptOf } from '../../src/transfer/receipt.ts'
import { queryFor, walletWorld, type Answer, type Holder, type WalletWorld } from './wallet-world.ts'

let world: WalletWorld
let holder: Holder
let nonce: string
let clientId: string
let shared: { credential: string; path: [string] }[]
beforeAll(async () => {
  world = await walletWorld()
  holder = await world.holder()
  await holder.collects('identity.jp', 'hanako')
  await holder.collects('university.jp', 'hanako')
  const asked = await world.verifiers.EU.ask(queryFor('JP'))
  nonce = asked.nonce
  clientId = new URLSearchParams(asked.link.split('?')[1]).get('client_id')!
  const { body } = await holder.api('/presentations', { request: asked.link })
  shared = (body['shares'] as { query: string; claims: { path: [string] }[] }[]).flatMap(({ query, claims }) =>
    claims.map(({ path }) => ({ credential: query, path })),
  )
  await holder.api(`/presentations/${String(body['id'])}/approve`, {})
})
afterAll(() => world.close())

const receiptOf = (changes: Partial<ReceiptOf> = {}): ReceiptOf => ({
  iss: clientId,
  nonce,
  issuedAt: world.clock.now(),
  purpose: 'university_admission',
  legal_basis: 'L5',
  mode: 'holder_direct',
  origin_jurisdiction: 'JP',
  recipient: {
    name: 'LAB-University of Musterland',
    identifier: 'LEIXG-LAB0000000000EU00184',
    sector: 'academia',
    jurisdiction: 'EU',
  },
  attributes: {
    requested: shared,
    disclosed: shared,
    withheld: [{ credential: 'diploma', path: ['assessment_grade'] }],
  },
  retention_days: 180,
  onward: 'none',
  evidence: [],
  decision: { technical: 'valid', listStatus: 'granted', legalStatus: 'none', policy: 'accept', rules: ['EU-ADM-01'] },
  ...changes,
})
const fetches = async (changes: Partial<ReceiptOf> = {}, key = world.verifiers.EU.key): Promise<Answer> => {
  const body = await signReceipt(key, makeReceipt(receiptOf(changes)))
  return holder.api('/receipts', {
    receipt_uri: world.verifiers.EU.serve('/receipts/r', { contentType: 'application/jwt', body }),
  })
}

test('the verifier’s receipt about this presentation is checked and kept', async () => {
  expect(await fetches()).toMatchObject({
    status: 201,
    body: { verifier: 'LAB-University of Musterland, Admissions', claims: { legal_basis: 'L5', retention_days: 180 } },
  })
  await fetches()
  const { body } = await holder.api('/receipts')
  expect(body['receipts']).toHaveLength(1)
  expect((await holder.api('/history?kind=receipt')).body['history']).toMatchObject([
    { outcome: 'completed' },
    { outcome: 'completed' },
  ])
})

describe('a receipt is not kept that', () => {
  test.each<[string, string, () => Partial<ReceiptOf>]>([
    ['is about another presentation', 'receipt_not_mine', () => ({ nonce: 'another-nonce' })],
    ['names another verifier', 'receipt_verifier', () => ({ iss: 'x509_hash:other' })],
    ['is from the future', 'receipt_time', () => ({ issuedAt: (world.clock.now() + 4000) as never })],
    [
      'is older than the request',
      'receipt_after_presentation',
      () => ({ issuedAt: before(world.clock.now(), minutes(30)) }),
    ],
    [
      'names what was not shared',
      'receipt_disclosed',
      () => ({
        attributes: {
          requested: shared,
          disclosed: [...shared, { credential: 'diploma', path: ['assessment_grade'] }],
          withheld: [],
        },
      }),
    ],
    [
      'leaves out what was shared',
      'receipt_disclosed',
      () => ({ attributes: { requested: shared, disclosed: shared.slice(1), withheld: [] } }),
    ],
  ])('%s: %s', async (_what, reason, changes) => {
    const { status, body } = await fetches(changes())
    expect(status).toBeGreaterThanOrEqual(400)
    expect(JSON.stringify([body['error'], body['error_description']])).toContain(reason)
  })

  test('is signed by another verifier', async () => {
    const other = await certifiedKeyFile(join(world.folder, 'keys/admissions.jp.json'))
    expect(await fetches({}, other)).toMatchObject({
      status: 400,
      body: { error: 'invalid_receipt', error_description: expect.stringContaining('receipt_certificate') },
    })
  })

  test('is no receipt, or is not there', async () => {
    const registration = await readFile(join(world.folder, 'registrations/admissions.eu.jwt'), 'utf8')
    const { serve, url } = world.verifiers.EU
    const rows: readonly (readonly [string, string])[] = [
      [`${url}/nothing`, 'invalid_receipt'],
      [serve('/r1', { contentType: 'text/html', body: '<p>' }), 'invalid_receipt'],
      [serve('/r2', { contentType: 'application/jwt', body: 'nonsense' }), 'invalid_receipt'],
      [serve('/r3', { contentType: 'application/jwt', body: registration }), 'receipt_not_mine'],
      [serve('/r4', { contentType: 'application/jwt', body: 'x'.repeat(70_000) }), 'receipt_unreachable'],
      ['http://127.0.0.1:9/', 'receipt_unreachable'],
      ['file:///etc/passwd', 'invalid_receipt'],
      ['not an address', 'invalid_receipt'],
    ]
    for (const [receipt_uri, error] of rows)
      expect((await holder.api('/receipts', { receipt_uri })).body, receipt_uri).toMatchObject({ error })
  })
})
