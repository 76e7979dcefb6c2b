import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { formBody, jsonBody, textBody } from '../../src/http/request-body.ts'
import { route, sendRaw, served } from './served.ts'

const rules = { maxBytes: 100, code: 'invalid_token_request' }
const form = 'application/x-www-form-urlencoded'

const service = () =>
  served([
    route('post', '/form', formBody(rules), (req, res) => void res.json(req.body)),
    route('post', '/json', jsonBody(rules), (req, res) => void res.json({ is: req.body })),
    route(
      'post',
      '/jwt',
      textBody({ ...rules, contentType: 'application/jwt' }),
      (req, res) => void res.json({ is: req.body }),
    ),
  ])

type Body = string | Uint8Array<ArrayBuffer>
const post = async (
  path: string,
  contentType: string | undefined,
  body: Body,
  headers: Record<string, string> = {},
) => {
  const { send, log } = await service()
  const type: Record<string, string> = contentType === undefined ? {} : { 'Content-Type': contentType }
  const sent = typeof body === 'string' ? Buffer.from(body) : body
  const response = await send(path, { method: 'POST', headers: { ...type, ...headers }, body: sent })
  expect(log.events.filter(({ level }) => level === 'error')).toEqual([])
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('what is read', () => {
  test.each([
    [
      'a form',
      '/form',
      form,
      'grant_type=x&tx_code=%E8%A6%8B+1&empty=',
      { grant_type: 'x', tx_code: '見 1', empty: '' },
    ],
    ['a form that says its charset', '/form', `${form};charset=UTF-8`, 'a=1', { a: '1' }],
    ['an empty form', '/form', form, '', {}],
    ['brackets in a name, which mean nothing', '/form', form, 'a[b]=1&a[]=2', { 'a[b]': '1', 'a[]': '2' }],
    [
      'an object',
      '/json',
      'application/json',
      '{"a":[1,{"a":"見"}],"b":{"a":null}}',
      { is: { a: [1, { a: '見' }], b: { a: null } } },
    ],
    ['any JSON', '/json', 'Application/JSON; charset="utf-8"', ' "text" ', { is: 'text' }],
    ['a text', '/jwt', 'application/jwt', 'eyJ.x.y', { is: 'eyJ.x.y' }],
    ['a body as long as allowed', '/jwt', 'application/jwt', 'x'.repeat(100), { is: 'x'.repeat(100) }],
  ])('%s', async (_name, path, type, body, expected) => {
    expect(await post(path, type, body)).toEqual({ status: 200, body: expected })
  })

  test('names that objects inherit are ordinary parameters and change no prototype', async () => {
    const { body } = await post('/form', form, '__proto__=x&constructor=y&toString=z')
    expect(Object.entries(body)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['toString', 'z'],
    ])
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('what is refused, with the endpoint’s own code', () => {
  test.each<[string, string, string | undefined, Body, string]>([
    ['no content type', '/form', undefined, 'a=1', 'send the body as'],
    ['another content type', '/form', 'application/json', '{}', 'send the body as'],
    ['a form to a JSON endpoint', '/json', form, 'a=1', 'send the body as application/json'],
    ['a multipart form', '/form', 'multipart/form-data; boundary=x', '--x--', 'send the body as'],
    ['another charset', '/form', `${form}; charset=iso-8859-1`, 'a=1', 'UTF-8'],
    ['a charset nobody knows', '/json', 'application/json; charset=__proto__', '{}', 'UTF-8'],
    ['bytes that are not UTF-8', '/json', 'application/json', Buffer.from([0x22, 0xff, 0x22]), 'not UTF-8'],
    ['percent-encoding that is not UTF-8', '/form', form, 'a=%ff', 'percent-encoding'],
    ['malformed percent-encoding', '/form', form, 'a=%', 'percent-encoding'],
    ['a repeated parameter', '/form', form, 'a=1&a=1', 'repeated'],
    ['a parameter repeated in disguise', '/form', form, 'a=1&%61=2', 'repeated'],
    ['a NUL in a form', '/form', form, 'a=%00', 'U+0000'],
    ['JSON that ends early', '/json', 'application/json', '{"a":', 'well-formed JSON'],
    ['no JSON', '/json', 'application/json', '', 'well-formed JSON'],
    ['something after the JSON', '/json', 'application/json', '{} {}', 'well-formed JSON'],
    ['a repeated member', '/json', 'application/json', '{"a":1,"b":{"a":1},"a":2}', 'repeated'],
    ['a member repeated in disguise', '/json', 'application/json', '{"a":1,"\\u0061":2}', 'repeated'],
    ['a repeated member deep inside', '/json', 'application/json', '[{"x":[{"a":1,"a":2}]}]', 'repeated'],
    ['the member __proto__', '/json', 'application/json', '{"__proto__":{"admin":true}}', '__proto__'],
    ['a NUL in a JSON text', '/json', 'application/json', '{"a":"\\u0000"}', 'U+0000'],
    ['half of a surrogate pair', '/json', 'application/json', '["\\ud800"]', 'surrogate'],
    ['more levels than anything needs', '/json', 'application/json', nested(40), 'deeper'],
  ])('%s', async (_name, path, type, body, told) => {
    const answer = await post(path, type, body)
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_token_request' } })
    expect(answer.body['error_description']).toContain(told)
  })

  test('a body that is too long, declared or not', async () => {
    const expected = { status: 413, body: { error: 'invalid_token_request' } }
    expect(await post('/jwt', 'application/jwt', 'x'.repeat(101))).toMatchObject(expected)
    const { port } = await service()
    const head =
      'POST /jwt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n' +
      'Content-Type: application/jwt\r\nTransfer-Encoding: chunked\r\n\r\n'
    const answer = await sendRaw(port, `${head}${`40\r\n${'x'.repeat(64)}\r\n`.repeat(3)}0\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 413 [^]*"error":"invalid_token_request"/)
  })

  test('a compressed body', async () => {
    const bomb = gzipSync('x'.repeat(1_000_000))
    for (const encoding of ['gzip', 'br', 'deflate', 'gzip, gzip', 'unknown']) {
      const answer = await post('/jwt', 'application/jwt', Uint8Array.from(bomb), { 'Content-Encoding': encoding })
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_token_request' } })
    }
  })

  test('a description never repeats what was sent', async () => {
    const answer = await post('/json', 'application/json', '{"tx_code": 493536 secret}')
    expect(JSON.stringify(answer.body)).not.toMatch(/493536|secret/)
  })
})
