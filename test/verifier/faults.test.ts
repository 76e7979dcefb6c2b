import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../../src/base/bytes.ts'
import { after, before, days, seconds } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { encryptJwe } from '../../src/jose/jwe.ts'
import { signKeyBindingJwt } from '../../src/sd-jwt/key-binding-jwt.ts'
import { splitSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { presentSdJwtVc } from '../../src/sd-jwt/present-sd-jwt-vc.ts'
import { presentationChecks } from '../../verifier/presentation-checks.ts'
import {
  answersOf,
  desk,
  issue,
  openRequest,
  openRows,
  present,
  vpTokenFor,
  walletOf,
  type Departure,
  type DeskAnswer,
  type Wallet,
} from './holder.ts'
import { http, revokedIndex, verifierWorld, type VerifierWorld } from './verifier-world.ts'

let world: VerifierWorld
let good: Wallet
beforeAll(async () => {
  world = await verifierWorld()
  good = await walletOf(world)
})
afterAll(() => world.close())

const restore: (() => void)[] = []
afterEach(() => restore.splice(0).forEach((undo) => undo()))

/** One row for each check of this verifier: what fails it and no other. */
interface Fault {
  readonly rows: readonly string[]
  readonly technical: 'invalid' | 'indeterminate'
  readonly listStatus?: string
  readonly what: string
  readonly wallet?: () => Promise<Wallet>
  readonly departure?: Departure
  readonly send?: (request: DeskAnswer) => Promise<unknown>
  readonly around?: () => void
}

const diploma = async (options: Parameters<typeof issue>[2]): Promise<Wallet> => ({
  ...good,
  diploma: await issue(world, 'diploma', options),
})
const sendTo = async (
  request: DeskAnswer,
  change: (payload: { vp_token: unknown; state: string }) => object,
  kid?: string,
) => {
  const opened = await openRequest(world, request.wallet_url)
  const payload = { vp_token: await vpTokenFor(world, opened, good), state: opened.state! }
  const recipient = { ...opened.encryption.recipient, ...(kid !== undefined && { kid }) }
  const response = await encryptJwe(change(payload) as never, recipient, 'A128GCM')
  const body = new URLSearchParams({ response }).toString()
  return http({
    url: opened.responseUri,
    method: 'POST',
    accept: 'application/json',
    contentType: 'application/x-www-form-urlencoded',
    body,
    maxBytes: 65_536,
    timeout: seconds(5),
  })
}
const faults: readonly Fault[] = [
  {
    rows: ['response_encrypted'],
    technical: 'invalid',
    listStatus: 'not_listed',
    what: 'another kid',
    send: (request) => sendTo(request, (payload) => payload, 'other'),
  },
  {
    rows: ['response_state'],
    technical: 'invalid',
    listStatus: 'not_listed',
    what: 'no state',
    send: (request) => sendTo(request, ({ vp_token }) => ({ vp_token })),
  },
  {
    rows: ['response_state'],
    technical: 'invalid',
    listStatus: 'not_listed',
    what: 'another state',
    send: (request) => sendTo(request, ({ vp_token }) => ({ vp_token, state: 'x' })),
  },
  {
    rows: ['vp_token_shape'],
    technical: 'invalid',
    listStatus: 'not_listed',
    what: 'a text',
    send: (request) => sendTo(request, ({ state }) => ({ vp_token: 'x', state })),
  },
  {
    rows: ['query_satisfied'],
    technical: 'invalid',
    listStatus: 'not_listed',
    what: 'one credential only',
    send: (request) =>
      sendTo(request, ({ vp_token, state }) => ({ vp_token: { identity: (vp_token as Wallet).identity }, state })),
  },
  {
    rows: ['diploma.issuer_jwt'],
    technical: 'invalid',
    listStatus: 'not_listed',
    what: 'no SD-JWT',
    departure: { diploma: async () => 'not~an~sd-jwt' },
  },
  { rows: ['diploma.disclosures'], technical: 'invalid', what: 'a changed value', departure: { diploma: tampered } },
  {
    rows: ['diploma.claims_answered'],
    technical: 'invalid',
    what: 'a claim kept back',
    departure: { diploma: (p) => presentSdJwtVc({ ...p, disclose: p.disclose.slice(1) }) },
  },
  {
    rows: ['diploma.vct'],
    technical: 'invalid',
    what: 'another type',
    wallet: () => diploma({ claims: { vct: 'urn:lab:other' } }),
  },
  { rows: ['diploma.validity_period'], technical: 'invalid', what: 'expired', wallet: () => diploma({ validFor: -1 }) },
  {
    rows: ['diploma.key_binding_present'],
    technical: 'invalid',
    what: 'no key binding',
    departure: { diploma: async (p) => splitSdJwt(await presentSdJwtVc(p)).hashInput },
  },
  {
    rows: ['diploma.key_binding_signature'],
    technical: 'invalid',
    what: 'another key',
    departure: { diploma: (p) => presentSdJwtVc({ ...p, holderKey: generateSoftwareKey().key }) },
  },
  {
    rows: ['diploma.key_binding_fresh'],
    technical: 'invalid',
    what: 'a year ago',
    departure: { diploma: (p) => presentSdJwtVc({ ...p, now: before(p.now, days(365)) }) },
  },
  {
    rows: ['diploma.key_binding_fresh'],
    technical: 'invalid',
    what: 'in a year',
    departure: { diploma: (p) => presentSdJwtVc({ ...p, now: after(p.now, days(365)) }) },
  },
  {
    rows: ['diploma.key_binding_transaction'],
    technical: 'invalid',
    what: 'another nonce',
    departure: { diploma: (p) => presentSdJwtVc({ ...p, nonce: 'another' }) },
  },
  {
    rows: ['diploma.key_binding_audience'],
    technical: 'invalid',
    what: 'another verifier',
    departure: { diploma: (p) => presentSdJwtVc({ ...p, audience: 'x509_hash:x' }) },
  },
  {
    rows: ['diploma.sd_hash'],
    technical: 'invalid',
    what: 'binding over other disclosures',
    departure: { diploma: boundElsewhere },
  },
  {
    rows: ['diploma.issuer_listed'],
    technical: 'indeterminate',
    listStatus: 'not_listed',
    what: 'an issuer on no list',
    wallet: () => diploma({ key: world.unlisted.issuers.diploma.credentials.key }),
  },
  {
    rows: ['diploma.issuer_listed'],
    technical: 'indeterminate',
    listStatus: 'not_listed',
    what: 'an issuer of another kind',
    wallet: () => diploma({ key: world.pki.issuers.identity.credentials.key }),
  },
  {
    rows: ['diploma.status'],
    technical: 'invalid',
    what: 'revoked',
    wallet: () => diploma({ statusIndex: revokedIndex }),
  },
  { rows: ['diploma.status'], technical: 'invalid', what: 'no status', wallet: () => diploma({ status: 'none' }) },
  {
    rows: ['diploma.status'],
    technical: 'invalid',
    what: 'a list signed by another entity',
    around: () => {
      world.neighbours.statusSigner = () => world.pki.issuers.identity.status
      restore.push(() => {
        world.neighbours.statusSigner = (kind) => world.pki.issuers[kind].status
      })
    },
    wallet: () => diploma({}),
  },
  {
    rows: ['diploma.status'],
    technical: 'indeterminate',
    what: 'nothing at the address',
    wallet: () => diploma({ status: { status_list: { idx: 1, uri: 'http://127.0.0.1:9/none' } } }),
  },
]

/** `presentation.test.ts` and `lists.test.ts`. */
const inOtherFiles = ['request_unanswered', 'diploma.trust_list', 'diploma.issuer_granted']

describe('fault table', () => {
  test.each(faults)(
    '$rows: $what',
    async ({ rows, technical, listStatus = 'granted', wallet, departure, send, around }) => {
      around?.()
      const request = await desk(world).ask()
      const answer = (await (send
        ? send(request)
        : present(world, request.wallet_url, wallet ? await wallet() : good, departure))) as {
        status: number
        text: string
      }
      const { state, refusals } = await desk(world).state(request.id)
      const { result } = refusals[0]!
      expect(openRows(result)).toEqual(rows)
      expect(answersOf(result)).toEqual({ technical, listStatus, legalStatus: 'none', policy: 'reject' })
      expect([answer.status, JSON.parse(answer.text).error]).toEqual([400, 'invalid_request'])
      expect(JSON.parse(answer.text).error_description).toContain(rows[0])
      expect([result.disclosed, result.receipt]).toEqual([[], null])
      expect(state).toBe('pending')

      restore.splice(0).forEach((undo) => undo())
      expect((await present(world, request.wallet_url, good)).status, 'the holder loses nothing').toBe(200)
    },
  )

  test("every check that is this verifier's own has a row", () => {
    const own = presentationChecks.map(({ id }) => id).filter((id) => !id.startsWith('identity.'))
    const rows = new Set([...faults.flatMap(({ rows }) => rows), ...inOtherFiles])
    const lifted = ['issuer_certificate', 'issuer_signature', 'hash_function', 'registered_claims', 'holder_key'].map(
      (id) => `diploma.${id}`,
    )
    expect(own.filter((id) => !rows.has(id))).toEqual(lifted)
  })
})

test('an unlisted or an expired credential never makes this verifier ask for a status list', async () => {
  for (const options of [{ key: world.unlisted.issuers.diploma.credentials.key }, { validFor: -1 }]) {
    const request = await desk(world).ask()
    const before = world.neighbours.statusFetches
    await present(world, request.wallet_url, await diploma(options))
    expect(world.neighbours.statusFetches - before, "only the identity's").toBe(1)
  }
})

async function tampered(presentation: Parameters<typeof presentSdJwtVc>[0]): Promise<string> {
  const {
    issuerJwtText,
    disclosureTexts: [first, ...rest],
  } = splitSdJwt(await presentSdJwtVc(presentation))
  const [salt, name] = JSON.parse(fromUtf8(fromBase64url(first!))) as unknown[]
  const hashInput = [issuerJwtText, toBase64url(utf8(JSON.stringify([salt, name, 'made up']))), ...rest, ''].join('~')
  return hashInput + (await bound(presentation, hashInput))
}

async function boundElsewhere(presentation: Parameters<typeof presentSdJwtVc>[0]): Promise<string> {
  const { hashInput } = splitSdJwt(await presentSdJwtVc(presentation))
  return hashInput + (await bound(presentation, `${hashInput}other~`))
}

const bound = (
  { holderKey, nonce, audience, now }: Parameters<typeof presentSdJwtVc>[0],
  hashInput: string,
): Promise<string> => signKeyBindingJwt(holderKey, { hashInput, algorithm: 'sha-256', nonce, audience, now })
