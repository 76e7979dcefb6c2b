import { request } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issuerRoutes } from '../../issuer/app.ts'
import { attestedWallet } from './attested-wallet.ts'
import { deskToken, issuerWorld, testWallet, tokenFor, type IssuerWorld } from './issuer-world.ts'

let world: IssuerWorld
beforeAll(async () => { world = await issuerWorld('JP/identity') })
afterAll(() => world.close())

interface Raw {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** `fetch` would repair what it is given; this sends it as it is. */
const sendRaw = ({ method, path, headers, body }: Raw): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const outgoing = request(world.url + path, { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }))
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })

const methods = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD')
const headerValue = fc.string({ unit: fc.constantFrom(...'abcXYZ019 .,;:=/"\\{}[]~-_'), maxLength: 80 })
const contentType = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'application/jwt', 'text/plain', '', 'application/json; charset=utf-16')
const body = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.json(),
  fc.dictionary(fc.constantFrom('client_id', 'redirect_uri', 'response_type', 'code_challenge', 'scope', 'authorization_details', 'state', 'request_uri', 'client_assertion', 'client_assertion_type', 'username', 'password', 'decision'), fc.oneof(fc.string(), fc.webUrl(), fc.json())).map((parameters) => new URLSearchParams(parameters).toString()),
  fc.dictionary(fc.constantFrom('grant_type', 'pre-authorized_code', 'tx_code', 'subject', 'by', 'proofs', 'credential_configuration_id', '__proto__'), fc.string()).map((parameters) => new URLSearchParams(parameters).toString()),
  fc.record({ credential_configuration_id: fc.anything(), proofs: fc.anything() }, { requiredKeys: [] }).map((value) => JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? ''),
)

test('no endpoint answers 500, or with a stack, to anything a stranger sends', async () => {
  const attestation = await attestedWallet(world).attestation()
  const accessToken = await tokenFor(world, testWallet(world), 'hanako')
  const paths = [...new Set(issuerRoutes(world.context, '').map(({ path }) => path))]
  const anything = fc.record({
    method: methods,
    path: fc.tuple(fc.constantFrom(...paths), fc.webSegment(), fc.option(fc.webQueryParameters(), { nil: '' })).map(([path, id, query]) => path.replace(/:\w+/, id) + (query === '' ? '' : `?${query}`)),
    headers: fc.record({
      'content-type': contentType,
      authorization: fc.oneof(headerValue, fc.constant(`DPoP ${accessToken}`), fc.constant(`Bearer ${deskToken}`)),
      dpop: headerValue,
      'oauth-client-attestation': fc.oneof(headerValue, fc.constant(attestation['oauth-client-attestation']!)),
      'oauth-client-attestation-pop': fc.oneof(headerValue, fc.constant(attestation['oauth-client-attestation-pop']!)),
      cookie: headerValue,
      accept: fc.constantFrom('*/*', 'application/json', 'text/html', 'nonsense'),
    }),
    body,
  })
  await fc.assert(
    fc.asyncProperty(anything, async (raw) => {
      const { status, text } = await sendRaw(raw)
      expect(status, `${raw.method} ${raw.path}`).not.toBe(500)
      expect(text).not.toMatch(/\n\s+at .*\.ts:\d+/)
    }),
    { numRuns: 400 },
  )
  expect(world.logged.filter((line) => line.startsWith('server_error') || line.startsWith('check_failed_itself'))).toEqual([])
})
