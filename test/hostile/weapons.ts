import type { Attack } from './attack.ts'

/** One way to send something wrong; where it leaves something out, the sender fills in what would be right. */
export interface Weapon extends Partial<Pick<Attack, 'method' | 'headers' | 'body' | 'chunked'>> {
  readonly name: string
  /** In place of each parameter of the path. */
  readonly parameter?: string
  readonly query?: string
  /** Nothing that takes a body may do anything with this one. */
  readonly unreadable?: true
}

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** Every member that a body of ours knows, with one and the same value. */
const everyMember = (value: unknown): string =>
  JSON.stringify(Object.fromEntries([
    'credential_configuration_ids', 'credential_configuration_id', 'credential_identifier', 'subject', 'by', 'proofs', 'proof', 'purpose',
    'additional_claims', 'issuer', 'kind', 'label', 'offer', 'request', 'receipt_uri', 'status', 'paused', 'accept_unlisted', 'credential_response_encryption',
  ].map((name) => [name, value])))

const everyField = (value: string): string =>
  new URLSearchParams(Object.fromEntries([
    'grant_type', 'pre-authorized_code', 'response', 'state', 'vp_token', 'error', 'address', 'receipt_uri', 'scenario', 'direction', 'pace', 'fault', 'subject', 'accept_unlisted', 'client_id', 'request_uri', 'credential_offer', 'credential_offer_uri',
  ].map((name) => [name, value]))).toString()

const deep = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth)
const megabytes = (count: number): Uint8Array => new Uint8Array(count * 1_048_576).fill(0x61)

export const weapons: readonly Weapon[] = [
  ...['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND'].map((method): Weapon => ({ name: `method ${method}`, method })),

  { name: 'an empty body', body: '' },
  { name: 'an empty JSON body', headers: json, body: '' },
  { name: 'an empty form', headers: form, body: '' },
  { name: '10 MB of JSON', headers: json, body: megabytes(10), unreadable: true },
  { name: '10 MB of a form', headers: form, body: megabytes(10), unreadable: true },
  { name: '1 MB of a JWT, in chunks', headers: { 'content-type': 'application/jwt' }, body: megabytes(1), chunked: true, unreadable: true },
  ...['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded; charset=latin1', '', 'nonsense'].map(
    (type): Weapon => ({ name: `content type ${type}`, headers: { 'content-type': type }, body: '{}', unreadable: true }),
  ),
  { name: 'two content types', headers: { 'content-type': ['application/json', 'text/plain'] }, body: '[', unreadable: true },
  { name: 'gzip that is none', headers: { ...json, 'content-encoding': 'gzip' }, body: '{}', unreadable: true },
  { name: 'a JSON array', headers: json, body: '[]' },
  { name: 'a JSON string', headers: json, body: '"text"' },
  { name: 'JSON null', headers: json, body: 'null' },
  { name: 'half of JSON', headers: json, body: '{"subject":', unreadable: true },
  { name: 'arrays 100 000 deep', headers: json, body: deep('[', ']', 100_000), unreadable: true },
  { name: 'objects 5 000 deep', headers: json, body: `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, unreadable: true },
  { name: 'a member twice', headers: json, body: '{"subject":"hanako","subject":"taro"}', unreadable: true },
  { name: '__proto__ in JSON', headers: json, body: '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}' },
  { name: 'NUL in JSON', headers: json, body: '{"subject":"han\\u0000ako"}', unreadable: true },
  { name: 'half of a surrogate pair', headers: json, body: '{"subject":"\\ud800"}', unreadable: true },
  { name: 'JSON that is not UTF-8', headers: json, body: Uint8Array.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]), unreadable: true },
  { name: 'a number too large', headers: json, body: everyMember(1e308).replaceAll('1e+308', '1e999') },
  ...[[], {}, 0, -1, true, null, [[]], [{}], ['x'], '', 'x'.repeat(9_000), '\u202e', { __proto__: null, toString: 1 }].map(
    (value): Weapon => ({ name: `every member ${JSON.stringify(value).slice(0, 30)}`, headers: json, body: everyMember(value) }),
  ),
  { name: 'a parameter twice', headers: form, body: 'grant_type=a&grant_type=b&subject=hanako&subject=taro', unreadable: true },
  { name: 'lists in a form', headers: form, body: 'subject[]=hanako&tx_code[a]=b&response[]=x' },
  { name: '__proto__ in a form', headers: form, body: '__proto__=x&constructor=y&hasOwnProperty=z' },
  { name: 'NUL in a form', headers: form, body: 'subject=han%00ako', unreadable: true },
  { name: 'malformed percent-encoding', headers: form, body: 'subject=%zz&response=%', unreadable: true },
  { name: 'a form that is not UTF-8', headers: form, body: 'subject=%ff%fe', unreadable: true },
  ...['', 'x', 'a.b.c', 'eyJ.eyJ.x', 'openid4vp://?', 'javascript:alert(1)', 'http://[', 'https://127.0.0.1:1/', '\u202e<script>'].map(
    (value): Weapon => ({ name: `every field ${value}`, headers: form, body: everyField(value) }),
  ),
  { name: 'a JWT that is none', headers: { 'content-type': 'application/jwt' }, body: 'eyJhbGciOiJub25lIn0.e30.' },
  { name: 'a JWT of nothing', headers: { 'content-type': 'application/jwt' }, body: '...' },

  ...['a=1&a=2', '__proto__=x&constructor=y', 'a=%00', 'a=%zz', 'a=%ff', 'a[]=1&a[b]=2', 'lang=xx', 'lang=__proto__', `lang=${'x'.repeat(4_000)}`, 'response_code=x', 'response_code=%F0%9F%92%A9',
    'client_id=x&request_uri=http%3A%2F%2F127.0.0.1%3A1%2F', 'client_id=x&request=e30.e30.x', 'request_uri=not-a-url', 'credential_offer=%7B%7D', 'credential_offer=null',
    'credential_offer_uri=http%3A%2F%2F127.0.0.1%3A1%2F', 'credential_offer_uri=file%3A%2F%2F%2Fetc%2Fpasswd', 'start=x', 'receipt_uri=%22%3E%3Cscript%3E', 'kind=nonsense&outcome=x'].map(
    (query): Weapon => ({ name: `query ${query.slice(0, 40)}`, query }),
  ),

  ...['unknown', 'x'.repeat(4_000), '__proto__', 'constructor', '%00', '%zz', '%ff%fe', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '%F0%9F%92%A9', "'%20or%201=1--", '%0d%0aset-cookie:x=y', '1', '-1', '9'.repeat(400)].map(
    (parameter): Weapon => ({ name: `parameter ${parameter.slice(0, 30)}`, parameter }),
  ),

  ...['Bearer x', 'Bearer ', 'Bearer', 'Basic YTpi', 'DPoP x', `Bearer ${'x'.repeat(8_000)}`, 'Bearer eyJhbGciOiJub25lIn0.e30.', 'Bearer ü', 'nonsense'].map(
    (authorization): Weapon => ({ name: `authorization ${authorization.slice(0, 20)}`, headers: { authorization: Buffer.from(authorization).toString('latin1') } }),
  ),
  { name: 'authorization twice', headers: { authorization: ['Bearer a', 'Bearer b'] } },
  { name: 'DPoP that is none', headers: { dpop: 'eyJ0eXAiOiJkcG9wK2p3dCJ9.e30.x', authorization: 'DPoP x' } },
  { name: 'DPoP twice', headers: { dpop: ['a.b.c', 'd.e.f'] } },
  { name: 'cookies that are none', headers: { cookie: `${'a=b; '.repeat(500)}; ;;=;__proto__=x` } },
  { name: 'from another site', headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' } },
  { name: 'another host', headers: { host: 'elsewhere.example' } },
  { name: 'a forwarded address', headers: { 'x-forwarded-for': "'; drop table", 'x-forwarded-proto': 'https', forwarded: 'for=x' } },
  { name: 'an Accept of nonsense', headers: { accept: 'nonsense/*;q=x, */;' } },
  { name: 'languages of nonsense', headers: { 'accept-language': ';;;q=1,__proto__,*' } },
]
