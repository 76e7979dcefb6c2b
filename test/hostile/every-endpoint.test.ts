import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seconds } from '../../src/base/time.ts'
import { parseCompactJws } from '../../src/jose/jws.ts'
import { ask } from '../../src/scenarios/parties.ts'
import { studentExchange } from '../../src/scenarios/student-exchange/student-exchange.ts'
import { finish, tell, type FinishedStep, type Scene } from '../../src/scenarios/story.ts'
import { attack, attackRaw, type Answer } from './attack.ts'
import { insider, type Insider } from './right-requests.ts'
import { openTarget, type Endpoint, type Target } from './target.ts'
import { weapons, type Weapon } from './weapons.ts'

let target: Target
/** A story that is under way while the attack goes on: credentials collected, a request opened, nothing answered yet. */
const story = studentExchange('jp-to-eu', undefined)
const scene: Scene = {}
const done: FinishedStep[] = []
const go = async (from: number, to?: number): Promise<void> => {
  for (const { id, title, run } of story.steps.slice(from, to)) done.push({ id, title, outcome: await run(target.lab.world, scene) })
}
let inside: Insider

beforeAll(async () => {
  target = await openTarget()
  await go(0, 3)
  inside = await insider(target.lab.world, scene)
})
afterAll(() => target.close())

test('the table of endpoints is the one of the applications', () => {
  const of = (service: string): readonly string[] => target.endpoints.filter((endpoint) => endpoint.service === service).map(({ method, path }) => `${method} ${path}`)
  expect(new Set(target.endpoints.map(({ service }) => service)).size).toBe(11)
  expect(of('university.jp')).toEqual(expect.arrayContaining(['POST /token', 'POST /nonce', 'POST /credential', 'GET /.well-known/openid-credential-issuer', 'POST /desk/offers', 'POST /transfer-requests']))
  expect(of('admissions.eu')).toEqual(expect.arrayContaining(['GET /requests/:id/request-object', 'POST /responses/:id', 'GET /result', 'POST /api/requests']))
  expect(of('wallet')).toEqual(expect.arrayContaining(['GET /authorize', 'GET /credential_offer', 'POST /api/presentations/:id/approve', 'POST /offers/:id/accept']))
  expect(of('trust.eu')).toEqual(expect.arrayContaining(['GET /list.jws', 'POST /desk/publishing']))
  expect(of('lab')).toEqual(expect.arrayContaining(['POST /runs', 'POST /runs/:id/step']))
})

/** One service of each kind is met with everything; the others have the same code and are met with chance below. */
describe.each(['lab', 'trust.jp', 'identity.eu', 'university.jp', 'admissions.eu', 'wallet'])('%s', (service) => {
  test('whatever a stranger sends is answered with a code and a description, never with a fault or a stack', async () => {
    const wrong: string[] = []
    const endpoints = target.endpoints.filter((endpoint) => endpoint.service === service && !endpoint.path.startsWith('/assets'))
    expect(endpoints.length).toBeGreaterThan(5)
    for (const [index, endpoint] of endpoints.entries()) {
      const answers = await Promise.all(weapons.map(async (weapon) => [weapon, await strike(endpoint, weapon, `127.0.1.${index + 1}`)] as const))
      for (const [weapon, answer] of answers) {
        wrong.push(...complaints(answer, weapon, endpoint).map((complaint) => `${endpoint.method} ${endpoint.path}, ${weapon.name}: ${complaint}`))
      }
    }
    expect(wrong).toEqual([])
  }, 120_000)

  test('a browser gets a page or a coded answer', async () => {
    const [{ origin, host }] = target.endpoints.filter((endpoint) => endpoint.service === service) as [Endpoint, ...Endpoint[]]
    for (const path of ['/nowhere', '/runs/unknown', '/offers/unknown', '/counter/unknown', '/requests/unknown', '/result?response_code=x', '/presentations/unknown', '/authorize', '//[', '//elsewhere.example/', '/%zz', '/?lang=a&lang=b']) {
      const answer = await attack({ origin, path, method: 'GET', headers: { host, accept: 'text/html,application/xhtml+xml', 'accept-language': 'ja' }, body: '', from: '127.0.2.1' })
      expect([400, 403, 404, 405], `${path} ${answer.text.slice(0, 200)}`).toContain(answer.status)
      if (isPage(answer)) {
        expect(answer.text, path).toMatch(/^<!doctype html>\s*<html lang="ja">/)
        expect(answer.text, path).toMatch(/<code>[a-z_]+<\/code>/)
        expect(faultsIn(answer), path).toEqual([])
      } else {
        expect(complaints(answer, { name: path }, undefined), path).toEqual([])
      }
    }
  })

  test('what is hardly HTTP is refused before it reaches anything', async () => {
    const [{ origin, host }] = target.endpoints.filter((endpoint) => endpoint.service === service) as [Endpoint, ...Endpoint[]]
    const head = `Host: ${host}\r\nConnection: close\r\n`
    const refused = [
      `GET / HTTP/1.1\r\n${head}X: ${'a'.repeat(20_000)}\r\n\r\n`,
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${head}\r\n`,
      `GET / HTTP/1.1\r\n${head}${Array.from({ length: 3_000 }, (_, index) => `X${index}: y`).join('\r\n')}\r\n\r\n`,
      `GET /\0 HTTP/1.1\r\n${head}\r\n`,
      `GET / HTTP/9.9\r\n${head}\r\n`,
      'nonsense\r\n\r\n',
      `POST / HTTP/1.1\r\n${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST / HTTP/1.1\r\n${head}Content-Length: -1\r\n\r\n`,
      `POST / HTTP/1.1\r\n${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
      `POST / HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
      Uint8Array.from([0x16, 0x03, 0x01, 0x00, 0xff, 0x01]),
    ]
    for (const bytes of refused) {
      const answer = await attackRaw(origin, bytes)
      const shown = String(bytes).slice(0, 40)
      expect(answer, shown).toMatch(/^HTTP\/1\.1 4\d\d /)
      expect(answer, shown).toMatch(/"error":"[a-z_]+","error_description":"[^"]+/)
      expect(answer, shown).not.toContain('    at ')
    }
    const absolute = await attackRaw(origin, `GET http://elsewhere.example/health HTTP/1.1\r\n${head}\r\n`)
    expect(absolute).toMatch(/^HTTP\/1\.1 [24]\d\d /)
  })
})

test('at every service and every endpoint, whatever chance sends', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('hanako', '__proto__', 'x'.repeat(3_000), '\0', 'eyJhbGciOiJub25lIn0.e30.'))
  const name = fc.constantFrom('subject', 'by', 'grant_type', 'pre-authorized_code', 'tx_code', 'response', 'state', 'purpose', 'proofs', 'offer', 'request', 'status', 'paused', 'label', 'address', '__proto__')
  const body = fc.oneof(
    fc.record({ type: fc.constant('application/json'), text: fc.dictionary(name, fc.jsonValue()).map((value) => JSON.stringify(value)) }),
    fc.record({ type: fc.constant('application/x-www-form-urlencoded'), text: fc.dictionary(name, text).map((fields) => new URLSearchParams(fields).toString()) }),
    fc.record({ type: fc.constantFrom('application/jwt', 'application/json', 'text/html', ''), text }),
  )
  const shot = fc.record({
    endpoint: fc.constantFrom(...target.endpoints.filter(harmless)),
    method: fc.constantFrom('GET', 'POST', 'POST', 'PUT', 'HEAD'),
    parameter: fc.oneof(fc.webSegment(), fc.constant('unknown')),
    query: fc.option(fc.webQueryParameters(), { nil: '' }),
    authorization: fc.constantFrom('none', 'right', 'wrong', 'of another desk'),
    accept: fc.constantFrom('*/*', 'application/json', 'text/html'),
    body,
  })
  await fc.assert(
    fc.asyncProperty(shot, async ({ endpoint, method, parameter, query, authorization, accept, body }) => {
      const token = { none: undefined, right: inside.requestAt(endpoint).token, wrong: 'wrong', 'of another desk': target.lab.world.sides.JP.operator.token }[authorization]
      const answer = await attack({
        origin: endpoint.origin, method, path: pathOf(endpoint, parameter) + (query === '' ? '' : `?${query}`),
        headers: { host: endpoint.host, accept, 'content-type': body.type, ...(token && { authorization: `Bearer ${token}` }) }, body: body.text, from: '127.0.3.1',
      })
      expect(answer.status, `${method} ${endpoint.service} ${endpoint.path}: ${answer.text.slice(0, 300)}`).toBeLessThan(500)
      expect(faultsIn(answer)).toEqual([])
    }),
    { numRuns: 500 },
  )
}, 120_000)

describe('after all that', () => {
  test('nobody logged a fault of their own', () => {
    expect(target.logs.faults()).toEqual([])
  })

  test('the story that was under way goes on as if nothing had been', async () => {
    await go(3)
    expect(finish(story, done, scene).asExpected).toBe(true)
  })

  test.each(['jp-to-eu', 'eu-to-jp'] as const)('%s is told anew to its good end', async (direction) => {
    expect((await tell(studentExchange(direction, undefined), target.lab.world)).asExpected).toBe(true)
  })

  test('no list was changed, and nothing was issued or revoked but by the stories', async () => {
    const { world } = target.lab
    for (const side of ['EU', 'JP'] as const) {
      const { operator, university, identity } = world.sides[side]
      const { text } = await world.http({ url: `${operator.url}/list.jws`, accept: 'application/jose', maxBytes: 500_000, timeout: seconds(5) })
      expect(parseCompactJws(text).payload).toMatchObject({ LoTE: { ListAndSchemeInformation: { LoTESequenceNumber: 1 } } })
      for (const issuer of [university, identity]) {
        const { credentials } = await ask<{ credentials: { status: string }[] }>(world.http, issuer, '/desk/credentials')
        const stories = side === 'JP' ? 2 : 1
        expect(credentials.map(({ status }) => status)).toEqual(Array.from({ length: stories * copies }, () => 'valid'))
      }
    }
  })
})

/** How many copies a wallet collects at once: `batch_size` of the issuers. */
const copies = 10

/** Everything is right but what the weapon says. */
async function strike(endpoint: Endpoint, weapon: Weapon, from: string): Promise<Answer> {
  const right = inside.requestAt(endpoint)
  const { method = endpoint.method, chunked = false, query } = weapon
  return attack({
    origin: endpoint.origin, method, chunked, from,
    body: weapon.body ?? right.body,
    path: pathOf(endpoint, weapon.parameter ?? right.parameter) + (query === undefined ? '' : `?${query}`),
    headers: {
      host: endpoint.host,
      ...(right.token !== undefined && { authorization: `Bearer ${right.token}` }),
      ...(right.cookie !== undefined && { cookie: right.cookie }),
      ...(right.contentType !== undefined && { 'content-type': right.contentType }),
      ...weapon.headers,
    },
  })
}

const pathOf = ({ path }: Endpoint, parameter: string): string => path.replaceAll(/:\w+/g, parameter)

/** Chance could start stories, make offers at a counter, or put a list on hold; all else it may try. */
const harmless = ({ path }: Endpoint): boolean => !['/runs', '/desk/publishing'].includes(path)

/** What is wrong with an answer; empty if it is as it must be. */
function complaints(answer: Answer, weapon: Weapon, endpoint: Endpoint | undefined): readonly string[] {
  const { status, headers, text } = answer
  const found = [...faultsIn(answer)]
  if (status < 200 || (status > 499 && !otherPartyFailed.has(status))) found.push(`status ${status} ${text.slice(0, 200)}`)
  if (status >= 400 && isPage(answer)) {
    if (!/^<!doctype html>\s*<html lang="\w+">/.test(text) || !/role="status"|aria-invalid/.test(text)) found.push(`a page that says nothing: ${text.slice(0, 200)}`)
  } else if (status >= 400 && weapon.method !== 'HEAD') {
    const { error, error_description } = parsed(text)
    if (typeof error !== 'string' || !/^[a-z_]+$/.test(error)) found.push(`no code: ${status} ${text.slice(0, 200)}`)
    if (typeof error_description !== 'string' || !/\w+ \w+/.test(error_description)) found.push(`no description: ${status} ${text.slice(0, 200)}`)
    if (headers['cache-control'] !== 'no-store') found.push(`cache-control ${String(headers['cache-control'])}`)
  }
  if (status === 405 && !headers['allow']) found.push('405 without Allow')
  if (status === 401 && endpoint && !endpoint.path.startsWith('/api/') && !headers['www-authenticate']) found.push('401 without WWW-Authenticate')
  const sentToLogIn = status === 303 && /\/desk\/log-in$/.test(String(headers['location']))
  if (weapon.unreadable && endpoint && endpoint.method === 'POST' && !bodiless.has(endpoint.path) && status < 400 && !sentToLogIn) found.push(`status ${status} for a body that cannot be read`)
  return found
}

/** A stranger may name an address that nobody answers at. */
const otherPartyFailed = new Set([502, 503, 504])
const isPage = ({ headers }: Answer): boolean => String(headers['content-type']).startsWith('text/html')

/** They take no body, so none is read. */
const bodiless = new Set(['/nonce', '/challenge', '/challenges', '/api/offers/:id/dismiss', '/api/credentials/:id/delete', '/api/presentations/:id/approve', '/api/presentations/:id/decline', '/open/:link'])

/** Signs of a fault within, and missing headers. */
function faultsIn({ headers, text }: Answer): readonly string[] {
  const found: string[] = []
  if (/\n\s+at |node_modules|\.ts:\d|TypeError|server_error/.test(text)) found.push(`a stack: ${text.slice(0, 200)}`)
  if (!String(headers['content-security-policy']).startsWith("default-src 'none'")) found.push('no content security policy')
  if (headers['x-content-type-options'] !== 'nosniff') found.push('no nosniff')
  if (headers['x-frame-options'] !== 'DENY') found.push('frames allowed')
  if (headers['referrer-policy'] === undefined) found.push('no referrer policy')
  if (headers['x-powered-by'] !== undefined) found.push('x-powered-by')
  return found
}

function parsed(text: string): { error?: unknown; error_description?: unknown } {
  try {
    return JSON.parse(text) as object
  } catch {
    return {}
  }
}
