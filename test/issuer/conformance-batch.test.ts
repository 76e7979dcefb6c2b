import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hours } from '../../src/base/time.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { codedRefusal, collector, issued, payloadOf, refusal, type Collector } from './collector.ts'
import { issuerWorld, type IssuerWorld } from './issuer-world.ts'

/** oid4vci-1_0-issuer-batch-issuance: what may not link the copies of one holder. */
let world: IssuerWorld
let wallet: Collector
let copies: readonly string[]
let keys: Awaited<ReturnType<Collector['proofs']>>['keys']
beforeAll(async () => {
  world = await issuerWorld('EU/diploma')
  world.clock.advance(hours(0.4) as ReturnType<typeof hours>)
  wallet = await collector(world, { subject: 'zoe' })
  const proven = await wallet.proofs(10)
  keys = proven.keys
  copies = (await issued(await wallet.credential({ proofs: { jwt: proven.jwts } }))).credentials.map(({ credential }) => credential)
})
afterAll(() => world.close())
const statuses = () => copies.map((copy) => (payloadOf(copy)['status'] as { status_list: { idx: number; uri: string } }).status_list)
const distinct = (values: readonly unknown[]): number => new Set(values.map((value) => JSON.stringify(value))).size

test('VCIIssuerBatchIssuance: as many credentials as proofs, each with the key of its proof', () => {
  expect(copies.map((copy) => payloadOf(copy)['cnf'])).toEqual(keys.map(({ publicJwk: { kty, crv, x, y } }) => ({ jwk: { kty, crv, x, y } })))
})

test('all are of the same dataset', () => {
  const contents = copies.map((copy) => parseSdJwt(copy).disclosures.map(({ text }) => (JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]).slice(1)))
  expect(distinct(contents.map((disclosed) => disclosed.map((it) => JSON.stringify(it)).toSorted()))).toBe(1)
})

test('salts, digests and signatures are distinct', () => {
  const disclosures = copies.flatMap((copy) => parseSdJwt(copy).disclosures.map(({ text }) => text))
  const digests = copies.flatMap((copy) => payloadOf(copy)['_sd'] as string[])
  expect([distinct(disclosures), distinct(digests)]).toEqual([disclosures.length, digests.length])
})

test('VCIEnsureBatchTimeClaimsNotLinkable: iat, nbf and exp are rounded to the hour, and those of everybody', async () => {
  for (const copy of copies) {
    const { iat, nbf, exp } = payloadOf(copy) as { iat: number; nbf: number; exp: number }
    expect([iat % 3600, nbf % 3600, exp % 3600]).toEqual([0, 0, 0])
  }
  const other = await collector(world, { subject: 'max' })
  const { iat, nbf, exp } = payloadOf((await issued(await other.credential())).credentials[0]!.credential)
  expect(payloadOf(copies[0]!)).toMatchObject({ iat, nbf, exp })
})

test('VCIEnsureBatchStatusListIndicesAreUnpredictable: distinct, no arithmetic progression, no order', () => {
  const indices = statuses().map(({ idx }) => idx)
  const steps = indices.slice(1).map((idx, at) => idx - indices[at]!)
  expect([distinct(indices), distinct(steps) > 1]).toEqual([10, true])
  expect(indices.toSorted((one, other) => one - other)).not.toEqual(indices)
})

test('VCIWarnBatchStatusListUrisProvideHerdPrivacy: one list for all', () => {
  expect(distinct(statuses().map(({ uri }) => uri))).toBe(1)
})

describe('what a batch may not be', () => {
  test('more than ten', async () => {
    const { jwts } = await wallet.proofs(11)
    expect(await refusal(await wallet.credential({ proofs: { jwt: jwts } }))).toEqual(codedRefusal('invalid_proof'))
  })

  test('a key twice', async () => {
    const nonce = await wallet.nonce()
    const twice = [await wallet.keyProof({ nonce }), await wallet.keyProof({ nonce })]
    expect(await refusal(await wallet.credential({ proofs: { jwt: twice } }))).toEqual(codedRefusal('invalid_proof'))
  })

  test('one proof among good ones that does not hold: nothing is issued, and the nonce is not spent', async () => {
    const { jwts } = await wallet.proofs(3)
    const before = (await world.context.records.credentials.list('')).length
    expect(await refusal(await wallet.credential({ proofs: { jwt: [...jwts, 'x.y.z'] } }))).toEqual(codedRefusal('invalid_proof'))
    expect((await world.context.records.credentials.list('')).length).toBe(before)
    expect((await issued(await wallet.credential({ proofs: { jwt: jwts } }))).credentials.length).toBe(3)
  })
})

test('a fresh nonce for each proof is as good as one for all, and each is spent', async () => {
  const proofs = await Promise.all([wallet.proofs(1), wallet.proofs(1)])
  const jwts = proofs.flatMap((proven) => proven.jwts)
  expect((await issued(await wallet.credential({ proofs: { jwt: jwts } }))).credentials.length).toBe(2)
  for (const jwt of jwts) expect(await refusal(await wallet.credential({ proofs: { jwt: [jwt] } }))).toEqual(codedRefusal('invalid_nonce'))
})

test('reissuance: the same token gives further copies of the same data, with fresh indices', async () => {
  const { jwts } = await wallet.proofs(10)
  const more = (await issued(await wallet.credential({ proofs: { jwt: jwts } }))).credentials.map(({ credential }) => credential)
  const used = new Set(statuses().map(({ idx }) => idx))
  for (const copy of more) expect(used.has((payloadOf(copy)['status'] as { status_list: { idx: number } }).status_list.idx)).toBe(false)
})
