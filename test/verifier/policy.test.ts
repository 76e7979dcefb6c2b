import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersOf, desk, issue, openRows, present, walletOf, type Result, type Wallet } from './holder.ts'
import { verifierWorld, type VerifierWorld } from './verifier-world.ts'

let world: VerifierWorld
let good: Wallet
beforeAll(async () => {
  world = await verifierWorld()
  good = await walletOf(world)
})
afterAll(() => world.close())

const diploma = async (options: Parameters<typeof issue>[2]): Promise<Wallet> => ({
  ...good,
  diploma: await issue(world, 'diploma', options),
})

describe('what the policy decides of a valid presentation', () => {
  const decided = async (wallet: Wallet, additional?: object): Promise<Result> => {
    const request = await desk(world).ask(additional)
    expect((await present(world, request.wallet_url, wallet)).status).toBe(200)
    return (await desk(world).state(request.id)).result
  }

  test('one name in two scripts: a person is asked, nothing is transliterated', async () => {
    const result = await decided(await diploma({ person: 'hanako-latin' }))
    expect(answersOf(result)).toEqual({
      technical: 'valid',
      listStatus: 'granted',
      legalStatus: 'none',
      policy: 'accept_with_step_up',
    })
    expect(openRows(result)).toEqual(['EU-ADM-04'])
  })

  test("somebody else's diploma is rejected", async () => {
    const result = await decided(await diploma({ person: 'taro' }))
    expect(result.decision.policy).toBe('reject')
    expect(openRows(result)).toEqual(['EU-ADM-04'])
  })

  test('an Individual Number that came along is unlawful, whatever it is called', async () => {
    const number = withCheckDigit('12345678901')
    const result = await decided(await diploma({ claims: { achievement_title: `LAB ${number}` } }))
    expect(openRows(result)).toEqual(['EU-ADM-07'])
    expect(result.decision.policy).toBe('reject')
    expect(JSON.stringify(result)).not.toContain(number)
  })

  test("an officer who asks too much breaks the house's own rule", async () => {
    const result = await decided(good, { identity: [['resident_address_unicode']] })
    expect(openRows(result)).toEqual(['EU-ADM-05'])
    expect(result.decision.policy).toBe('reject')
  })

  test('what the purpose allows beside is no fault', async () => {
    const result = await decided(good, { diploma: [['assessment_grade']] })
    expect([result.decision.policy, openRows(result)]).toEqual(['accept', []])
  })
})

/** Made here and never written down: a twelve-digit number whose check digit fits must stand in no file. */
function withCheckDigit(eleven: string): string {
  const sum = [...eleven]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index < 6 ? index + 2 : index - 4), 0)
  const remainder = sum % 11
  return eleven + String(remainder <= 1 ? 0 : 11 - remainder)
}
