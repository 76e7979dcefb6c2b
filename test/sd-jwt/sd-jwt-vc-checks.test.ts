import { expect, test } from 'vitest'
import { CheckFailed, liftChecks } from '../../src/base/checks.ts'
import { acceptSdJwtVc, decodeSdJwtVc, sdJwtVcChecks } from '../../src/sd-jwt/sd-jwt-vc-checks.ts'
import { holderFaults } from './holder-faults.ts'
import { issuerFaults } from './issuer-faults.ts'
import { claims, credential, disclosable, expected, failed, holder, issue, issuer, now, present, run, vct } from './lab-credential.ts'
import { bind, rawDisclosure, withDisclosure } from './raw-presentation.ts'

const verify = (text: string) => run(decodeSdJwtVc(text, expected), sdJwtVcChecks)

test('a good presentation passes every check, and only then gives its claims', async () => {
  const subject = decodeSdJwtVc(await present(credential), expected)
  const report = await run(subject, sdJwtVcChecks)
  expect(report.checks.filter(({ outcome }) => outcome.status !== 'passed')).toEqual([])
  const verified = acceptSdJwtVc(report, subject)
  expect(verified.claims).toMatchObject({
    vct,
    given_name: 'LAB-Hanako',
    address: { locality: 'LAB-Town', country: 'XM', lines: [] },
  })
  expect(verified.claims).not.toHaveProperty('family_name')
  expect(verified).toMatchObject({
    vct,
    status: claims['status'],
    issuedAt: now - 3600,
    x5c: issuer.x5c,
    holderKey: holder.publicJwk,
  })
  expect(verified.disclosedPaths).toContainEqual(['address', 'locality'])
  expect(verified.disclosedPaths).toHaveLength(3)
})

test('claims are not given from a report that is not accepted, nor from one of another list', async () => {
  const subject = decodeSdJwtVc(await present(credential, { nonce: 'another' }), expected)
  const report = await run(subject, sdJwtVcChecks)
  expect(() => acceptSdJwtVc(report, subject)).toThrow('only from an accepted report')
  const short = await run(subject, sdJwtVcChecks.slice(0, 3))
  expect(short.accepted).toBe(true)
  expect(() => acceptSdJwtVc(short, subject)).toThrow('only from an accepted report')
})

test('claims are not given where only another check of the larger list failed', async () => {
  const subject = decodeSdJwtVc(await present(credential), expected)
  const unlisted = { id: 'issuer_listed', spec: 'test', needs: [], run: () => Promise.reject(new CheckFailed('no')) }
  const report = await run(subject, [...sdJwtVcChecks, unlisted])
  expect(failed(report)).toEqual(['issuer_listed'])
  expect(() => acceptSdJwtVc(report, subject)).toThrow('only from an accepted report')
})

test('the checks can be part of a larger list', async () => {
  const whole = { diploma: decodeSdJwtVc(await present(credential), expected) }
  const report = await run(
    whole,
    liftChecks(sdJwtVcChecks, ({ diploma }: typeof whole) => diploma, { prefix: 'diploma.' }),
  )
  expect(acceptSdJwtVc(report, whole.diploma, 'diploma.').vct).toBe(vct)
  expect(() => acceptSdJwtVc(report, whole.diploma)).toThrow()
})

const faults = Object.entries({ ...issuerFaults, ...holderFaults }).flatMap(([check, inputs]) =>
  Object.entries(inputs).map(([what, make]) => [check, what, make] as const),
)

test.each(faults)('%s fails, and nothing else: %s', async (check, _what, make) => {
  const report = await verify(await make())
  expect(failed(report)).toEqual([check])
  expect(report.accepted).toBe(false)
})

test('every check has such an input', () => {
  expect(new Set(faults.map(([check]) => check))).toEqual(new Set(sdJwtVcChecks.map(({ id }) => id)))
})

test('what follows from a failed check is not run', async () => {
  const statusOf = async (text: string) =>
    Object.fromEntries((await verify(text)).checks.map(({ id, outcome }) => [id, outcome.status]))
  expect(await statusOf(credential)).toMatchObject({
    disclosures: 'passed',
    key_binding_present: 'failed',
    key_binding_signature: 'not_run',
    key_binding_fresh: 'not_run',
    key_binding_transaction: 'not_run',
    key_binding_audience: 'not_run',
    sd_hash: 'not_run',
  })
  const unreadable = Object.values(await statusOf('nonsense'))
  expect(unreadable).toEqual(['failed', ...Array.from({ length: sdJwtVcChecks.length - 1 }, () => 'not_run')])
})

test('the allowed difference of clocks counts at both ends', async () => {
  const nearly = await issue({ claims: { ...claims, exp: now - 59, nbf: now + 60, iat: now + 60 } })
  expect((await verify(await present(nearly, { now: (now + 60) as typeof now }))).accepted).toBe(true)
  expect((await verify(await present(credential, { now: (now - 360) as typeof now }))).accepted).toBe(true)
})

test('an expectation that was forgotten is met by nothing', async () => {
  const text = await bind(credential, { body: { nonce: '', aud: '' } })
  const report = await run(decodeSdJwtVc(text, { ...expected, nonce: '', audience: '', vct: [] }), sdJwtVcChecks)
  expect(failed(report)).toEqual(['vct', 'key_binding_transaction', 'key_binding_audience'])
})

test('no report repeats what the holder disclosed', async () => {
  const report = await verify(await present(credential, { disclose: disclosable }))
  expect(JSON.stringify(report)).not.toMatch(/LAB-Hanako|LAB-Mihon|LAB-Town/)
})

test('a claim called __proto__ stays a claim', async () => {
  const subject = decodeSdJwtVc(await withDisclosure(rawDisclosure('s', '__proto__', { exp: 1 })), expected)
  const { claims: accepted } = acceptSdJwtVc(await run(subject, sdJwtVcChecks), subject)
  expect(Object.hasOwn(accepted, '__proto__')).toBe(true)
  expect(Object.getPrototypeOf(accepted)).toBe(Object.prototype)
})
