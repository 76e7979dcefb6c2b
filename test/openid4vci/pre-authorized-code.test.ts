import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { ProtocolError } from '../../src/base/errors.ts'
import { after, epochSeconds, minutes, type EpochSeconds } from '../../src/base/time.ts'
import {
  issuePreAuthorizedCode, makePreAuthorizedCodeTokenRequest, parsePreAuthorizedCodeTokenRequest, redeemPreAuthorizedCode, txCodeTries,
} from '../../src/openid4vci/pre-authorized-code.ts'
import type { PreAuthorization } from '../../src/openid4vci/pre-authorized-code.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'

async function scene(txCode: string | undefined) {
  let now: EpochSeconds = epochSeconds(1_795_000_000)
  const store = memoryStore({ now: () => now })
  const parts = { codes: store.oneTime<PreAuthorization>('codes'), tries: store.oneTime<never>('tries') }
  const code = await issuePreAuthorizedCode(parts, { subject: 'someone', credentialConfigurationIds: ['lab_diploma'], txCode, expiresAt: after(now, minutes(10)), review: false, random: systemRandom })
  const redeem = (tx_code: string | undefined, which = code): Promise<string> =>
    redeemPreAuthorizedCode(parts, parsePreAuthorizedCodeTokenRequest(makePreAuthorizedCodeTokenRequest(which, tx_code))).then(
      ({ subject }) => subject,
      (error: unknown) => (error instanceof ProtocolError ? error.code : Promise.reject(error)),
    )
  return { redeem, code, parts, passes: () => { now = after(now, minutes(10)) } }
}

test('a code without transaction code is redeemed once', async () => {
  const { redeem } = await scene(undefined)
  expect(await redeem(undefined)).toBe('someone')
  expect(await redeem(undefined)).toBe('invalid_grant')
})

test('a code with its transaction code is redeemed once', async () => {
  const { redeem } = await scene('493536')
  expect(await redeem('493536')).toBe('someone')
  expect(await redeem('493536')).toBe('invalid_grant')
})

test('wrong guesses lose nothing up to the last try', async () => {
  const { redeem } = await scene('493536')
  for (let wrong = 1; wrong < txCodeTries; wrong += 1) expect(await redeem('000000')).toBe('invalid_grant')
  expect(await redeem('493536')).toBe('someone')
})

test('after the last wrong guess the code is spent, also for the right transaction code', async () => {
  const { redeem } = await scene('493536')
  for (let wrong = 1; wrong <= txCodeTries; wrong += 1) expect(await redeem('000000')).toBe('invalid_grant')
  expect(await redeem('493536')).toBe('invalid_grant')
})

test('guessing in parallel gets no more tries than guessing in turn', async () => {
  const { redeem } = await scene('000042')
  const guesses = Array.from({ length: 100 }, (_, guess) => String(99 - guess).padStart(6, '0'))
  const answers = await Promise.all(guesses.map((guess) => redeem(guess)))
  expect(answers.filter((answer) => answer === 'someone')).toEqual([])
  expect(await redeem('000042')).toBe('invalid_grant')
})

test('of many right attempts at once exactly one gets the code', async () => {
  const { redeem } = await scene(undefined)
  const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(undefined)))
  expect(answers.filter((answer) => answer === 'someone')).toHaveLength(1)
})

test.each([
  ['a missing transaction code', '493536', undefined, 'invalid_request'],
  ['an unexpected transaction code', undefined, '493536', 'invalid_request'],
  ['an empty transaction code', '493536', '', 'invalid_grant'],
])('%s is %s for announced %s', async (_what, announced, sent, code) => {
  const { redeem } = await scene(announced)
  expect(await redeem(sent)).toBe(code)
  expect(await redeem(announced)).toBe('someone')
})

test('a missing transaction code costs no try', async () => {
  const { redeem } = await scene('493536')
  for (let missing = 0; missing <= txCodeTries; missing += 1) expect(await redeem(undefined)).toBe('invalid_request')
  expect(await redeem('493536')).toBe('someone')
})

test('an expired and an unknown code are the same answer', async () => {
  const { redeem, passes } = await scene(undefined)
  expect(await redeem(undefined, 'code_unknown')).toBe('invalid_grant')
  passes()
  expect(await redeem(undefined)).toBe('invalid_grant')
})

test('neither the code nor the transaction code is stored', async () => {
  const { code, parts } = await scene('493536')
  expect(await parts.codes.peek(code)).toBeUndefined()
})

test.each([[{}], [{ 'pre-authorized_code': '' }]])('a request without a code is invalid_request', (parameters) => {
  expect(() => parsePreAuthorizedCodeTokenRequest(parameters)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
})
