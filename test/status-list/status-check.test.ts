import { describe, expect, test } from 'vitest'
import { CheckFailed, Indeterminate, runChecks, type Outcome } from '../../src/base/checks.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { days, epochSeconds, minutes } from '../../src/base/time.ts'
import { FetchFailed } from '../../src/http/fetch-document.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import { fetchStatusListToken } from '../../src/status-list/fetch-status-list-token.ts'
import { publishStatusList } from '../../src/status-list/publish-status-list.ts'
import { statusCheck, type StatusSubject } from '../../src/status-list/status-check.ts'
import { StatusType } from '../../src/status-list/status-list.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'

const now = epochSeconds(1_795_334_400)
const uri = 'https://status.example/lists/1'
const idx = 4711
const status = { status_list: { idx, uri } }

const ca = await makeCa({ subject: { C: 'XM', O: 'LAB-Authority', CN: 'LAB-Root' }, now, validFor: days(90) })
const certified = (CN: string) =>
  makeLeaf({ profile: 'statusListSigner', subject: { C: 'XM', CN }, ca, now, validFor: days(30) })
const signer = await certified('LAB-Status')
const other = await certified('LAB-Other')

const publish = (value: number, varied: Partial<Parameters<typeof publishStatusList>[0]> = {}) =>
  publishStatusList({
    key: signer.key,
    uri,
    bits: 4,
    size: 10_000,
    statuses: [
      { index: idx, status: value },
      { index: idx - 1, status: 1 },
      { index: idx + 1, status: 1 },
    ],
    now,
    ttl: minutes(5),
    lifetime: days(1),
    ...varied,
  })

const valid = await publish(StatusType.valid)

async function judge(varied: Partial<StatusSubject>): Promise<Outcome> {
  const bugs: unknown[] = []
  const subject: StatusSubject = {
    status,
    fetchToken: async () => valid,
    signerTrusted: async () => {},
    now,
    ...varied,
  }
  const { checks } = await runChecks(subject, [statusCheck], (bug) => bugs.push(bug))
  expect(bugs).toEqual([])
  return checks[0]!.outcome
}

const served = (token: string | Promise<string>): Partial<StatusSubject> => ({ fetchToken: async () => token })

const raw = (header: JsonObject, changes: JsonObject = {}) =>
  signCompactJws(
    signer.key,
    { typ: 'statuslist+jwt', x5c: [...signer.x5c], ...header },
    {
      sub: uri,
      iat: now,
      exp: now + 60,
      status_list: { bits: 1, lst: 'eNrbuRgAAhcBXQ' },
      ...changes,
    },
  )

test('a valid credential passes, on the evidence of which list, entry and time', async () => {
  expect(await judge({})).toEqual({
    status: 'passed',
    detail: expect.any(String),
    evidence: { uri, idx, value: 0, iat: now, exp: now + 86_400 },
  })
})

test('the certificate that signed the list is put before the judge', async () => {
  const judged: (readonly string[])[] = []
  await judge({ signerTrusted: async (x5c) => void judged.push(x5c) })
  expect(judged).toEqual([signer.x5c])
})

describe('the status says no', () => {
  test.each([
    ['revoked', StatusType.invalid, 'the credential was revoked'],
    ['suspended', StatusType.suspended, 'the credential is suspended'],
    ['of a value for applications', 3, 'the unknown status 3'],
    ['of a value that nobody assigned', 9, 'the unknown status 9'],
  ])('%s', async (_what, value, detail) => {
    const outcome = await judge(served(publish(value)))
    expect(outcome).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining(detail),
      evidence: { uri, idx, value },
    })
  })
})

const failing: readonly (readonly [
  what: string,
  detail: string,
  varied: () => Partial<StatusSubject> | Promise<Partial<StatusSubject>>,
])[] = [
  ['no status claim', 'no status claim', () => ({ status: undefined })],
  ['another mechanism alone', 'no status_list', () => ({ status: { identifier_list: {} } })],
  ['status that is a text', 'no status_list', () => ({ status: 'valid' })],
  ['a negative index', 'no status_list', () => ({ status: { status_list: { idx: -1, uri } } })],
  ['an index that is a text', 'no status_list', () => ({ status: { status_list: { idx: '1', uri } } })],
  ['an address that is none', 'no status_list', () => ({ status: { status_list: { idx, uri: 'here' } } })],
  ['a text that is no JWT', 'not a JWS', () => served('nonsense')],
  ['another typ', "not 'statuslist+jwt'", () => served(raw({ typ: 'JWT' }))],
  [
    'no certificate',
    'no x5c',
    async () => served(await signCompactJws(signer.key, { typ: 'statuslist+jwt' }, { sub: uri })),
  ],
  ['the anchor in x5c', 'self-signed', () => served(raw({ x5c: [...signer.x5c, ca.certificate] }))],
  [
    'another signer than the certificate',
    'does not verify',
    async () => served(await publish(0, { key: { ...other.key, x5c: signer.x5c } })),
  ],
  [
    'a signer that is not trusted',
    'not on the list',
    () => ({ signerTrusted: () => Promise.reject(new CheckFailed('not on the list')) }),
  ],
  ['a list of another address', 'another address', () => served(publish(0, { uri: 'https://status.example/lists/2' }))],
  ['an expired list', 'has expired', () => ({ now: epochSeconds(now + 86_460) })],
  ['a list from the future', 'from the future', () => ({ now: epochSeconds(now - 61) })],
  ['an index past the end', 'no entry', () => ({ status: { status_list: { idx: 10_000, uri } } })],
  ['a list without bits', 'status_list.bits', () => served(raw({}, { status_list: { lst: 'eNrbuRgAAhcBXQ' } }))],
  [
    'a list of three bits',
    'status_list.bits',
    () => served(raw({}, { status_list: { bits: 3, lst: 'eNrbuRgAAhcBXQ' } })),
  ],
  [
    'a list that is no ZLIB stream',
    'not base64url of a ZLIB',
    () => served(raw({}, { status_list: { bits: 1, lst: 'AAAA' } })),
  ],
  ['no iat', 'iat', () => served(raw({}, { iat: null }))],
  ['exp that is a text', 'exp', () => served(raw({}, { exp: 'tomorrow' }))],
]

test.each(failing)('%s: failed', async (_what, detail, varied) => {
  expect(await judge(await varied())).toMatchObject({ status: 'failed', detail: expect.stringContaining(detail) })
})

test.each(['unreachable', 'timeout', 'too_large', 'forbidden_address', 'not_https'] as const)(
  'the list is %s: indeterminate',
  async (code) => {
    const outcome = await judge({ fetchToken: () => Promise.reject(new FetchFailed(code, 'no')) })
    expect(outcome).toMatchObject({ status: 'indeterminate', detail: expect.stringContaining(code), evidence: { uri } })
  },
)

test('the trust list of the signer cannot be had: indeterminate', async () => {
  const outcome = await judge({
    signerTrusted: () => Promise.reject(new Indeterminate('the trust list is unreachable')),
  })
  expect(outcome).toMatchObject({ status: 'indeterminate', detail: 'the trust list is unreachable' })
})

describe('the request for the list', () => {
  const answer = (status: number, contentType: string, text = valid) => {
    const asked: unknown[] = []
    const fetchToken = fetchStatusListToken(async (request) => {
      asked.push(request)
      return { url: request.url, status, contentType, header: () => undefined, text }
    })
    return { asked, outcome: judge({ fetchToken }) }
  }

  test('asks for the JWT and accepts it', async () => {
    const { asked, outcome } = answer(200, 'application/statuslist+jwt', `${valid}\n`)
    expect((await outcome).status).toBe('passed')
    expect(asked).toMatchObject([{ url: uri, accept: 'application/statuslist+jwt' }])
  })

  test.each([404, 500, 503])('an answer of %d is no statement', async (httpStatus) => {
    expect(await answer(httpStatus, 'application/statuslist+jwt').outcome).toMatchObject({
      status: 'indeterminate',
      evidence: { uri, httpStatus },
    })
  })

  test('another media type fails', async () => {
    expect(await answer(200, 'application/json').outcome).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining("'application/json'"),
    })
  })
})
