import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minutes, seconds } from '../../src/base/time.ts'
import { jurisdictions } from '../../src/jurisdictions/index.ts'
import { errorResponseRequest, vpTokenRequest } from '../../src/openid4vp/authorization-response.ts'
import { verifyReceipt } from '../../src/transfer/receipt-checks.ts'
import {
  answersOf,
  desk,
  openRequest,
  openRows,
  present,
  vpTokenFor,
  walletOf,
  type DeskAnswer,
  type Result,
  type Wallet,
} from './holder.ts'
import { http, verifierWorld, type VerifierWorld } from './verifier-world.ts'

let world: VerifierWorld
let good: Wallet
beforeAll(async () => {
  world = await verifierWorld()
  good = await walletOf(world)
})
afterAll(() => world.close())

describe('a graduate of a Japanese university', () => {
  let request: DeskAnswer
  let result: Result
  beforeAll(async () => {
    request = await desk(world).ask()
    const answer = await present(world, request.wallet_url, good)
    expect(answer.status).toBe(200)
    expect(Object.keys(JSON.parse(answer.text))).toEqual(['redirect_uri'])
    const { state, result: found, refusals } = await desk(world).state(request.id)
    expect([state, refusals]).toEqual(['answered', []])
    result = found
  })

  test('is admitted with four separate answers', () => {
    expect(answersOf(result)).toEqual({
      technical: 'valid',
      listStatus: 'granted',
      legalStatus: 'none',
      policy: 'accept',
    })
    expect(openRows(result)).toEqual([])
    expect(result.report.every(({ outcome }) => outcome === 'passed')).toBe(true)
    expect(result.decision.reasons.map(({ rule, effect }) => `${rule} ${effect}`)).toEqual([
      'EU-ADM-01 allows',
      'EU-ADM-02 allows',
      'EU-ADM-03 allows',
      'EU-ADM-04 allows',
      'EU-ADM-05 allows',
      'EU-ADM-06 informs',
      'EU-ADM-07 allows',
      'L5 informs',
    ])
  })

  test('is known by the word of each issuer, and by no level of the EU', () => {
    expect(result.credentials.diploma.issuer?.name).toBe(jurisdictions.JP.issuers.diploma.legalName)
    expect(result.credentials.identity.comparableTo?.en).toContain('comparable to substantial')
  })

  test('disclosed what was asked for; the rest stayed in the wallet', () => {
    const asked = result.disclosed
      .filter(({ value }) => value !== undefined)
      .map(({ credential, path }) => `${credential} ${path.join('.')}`)
    expect(asked).toEqual([
      'identity full_name_unicode',
      'identity birth_date',
      'diploma family_name',
      'diploma given_name',
      'diploma birthdate',
      'diploma achievement_title',
      'diploma level_of_learning_experience',
      'diploma issuing_authority',
      'diploma date_of_issuance',
    ])
    expect(result.withheld).toContainEqual({ credential: 'identity', path: ['resident_address_unicode'] })
    expect(result.disclosed.find(({ path }) => path[0] === 'full_name_unicode')?.value).toBe('見本　花子')
  })

  test('no value stands in the report, the receipt or the log', () => {
    const kept = JSON.stringify([result.report, result.receipt, world.log.events])
    for (const value of ['見本', '花子', '2003-09-01', '架空市']) expect(kept).not.toContain(value)
  })

  test('gets a receipt that holds', async () => {
    const { nonce } = (await world.context.requests.get(request.id))!
    const verdict = await verifyReceipt(
      result.receipt!.jwt,
      {
        verifierCertificate: world.context.clientId.slice('x509_hash:'.length),
        verifier: world.context.clientId,
        nonce,
        now: world.clock.now(),
        skew: seconds(5),
      },
      (error) => {
        throw error
      },
    )
    expect(verdict.accepted && verdict.value).toMatchObject({
      legal_basis: 'L5',
      mode: 'holder_direct',
      purpose: 'university_admission',
      retention_days: 180,
    })
    const fetched = await http({
      url: result.receipt!.uri,
      accept: 'application/jwt',
      maxBytes: 100_000,
      timeout: seconds(5),
    })
    expect([fetched.status, fetched.contentType, fetched.text]).toEqual([200, 'application/jwt', result.receipt!.jwt])
  })

  test('cannot be answered for a second time: only request_unanswered fails, and the first result stands', async () => {
    const stored = await world.context.requests.get(request.id)
    expect(stored?.decryptionKey).toBeUndefined()
    const other = await openRequest(world, (await desk(world).ask()).wallet_url)
    const again = await vpTokenRequest(
      { ...other, responseUri: `${world.url}/responses/${request.id}` },
      await vpTokenFor(world, other, good),
    )
    const answer = await http(again)
    expect([answer.status, JSON.parse(answer.text).error]).toEqual([400, 'invalid_request'])
    const { result: first, refusals } = await desk(world).state(request.id)
    expect(first).toEqual(result)
    expect(openRows(refusals[0]!.result)).toEqual(['request_unanswered'])
    expect(answersOf(refusals[0]!.result)).toEqual({
      technical: 'invalid',
      listStatus: 'granted',
      legalStatus: 'none',
      policy: 'reject',
    })
  })
})

describe('the wallet declines', () => {
  test('encrypted: state declined, and the request is closed', async () => {
    const request = await desk(world).ask()
    const opened = await openRequest(world, request.wallet_url)
    const answer = await http(await errorResponseRequest(opened, 'access_denied', 'the holder said no'))
    expect([answer.status, Object.keys(JSON.parse(answer.text))]).toEqual([200, ['redirect_uri']])
    expect(await desk(world).state(request.id)).toMatchObject({
      state: 'declined',
      declined: { error: 'access_denied' },
    })
    const late = await http(await vpTokenRequest(opened, await vpTokenFor(world, opened, good)))
    expect(late.status).toBe(400)
    expect(await desk(world).state(request.id)).toMatchObject({
      state: 'declined',
      refusals: [{ error: 'invalid_request' }],
    })
  })
})

test('of ten answers at the same instant exactly one wins', async () => {
  const request = await desk(world).ask()
  const opened = await openRequest(world, request.wallet_url)
  const answers = await Promise.all(
    Array.from({ length: 10 }, async () => http(await vpTokenRequest(opened, await vpTokenFor(world, opened, good)))),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 400)])
  const { refusals, state } = await desk(world).state(request.id)
  expect([state, refusals.length]).toEqual(['answered', 9])
  expect(refusals.every(({ result }) => openRows(result).join() === 'request_unanswered')).toBe(true)
})

test('a request is over after its time', async () => {
  const late = await verifierWorld()
  const request = await desk(late).ask()
  const opened = await openRequest(late, request.wallet_url)
  const wallet = await walletOf(late)
  late.clock.advance(minutes(16))
  const answer = await http(await vpTokenRequest(opened, await vpTokenFor(late, opened, wallet)))
  expect([answer.status, JSON.parse(answer.text).error_description]).toEqual([
    400,
    'not accepted: request_unanswered: this request has expired',
  ])
  expect((await desk(late).state(request.id)).state).toBe('expired')
  await late.close()
})
