import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/base/json.ts'
import { epochSeconds, seconds } from '../../src/base/time.ts'
import { softwareSigningKey } from '../../src/jose/adapters/software-signing-key.ts'
import { parseCompactJws, verifyEs256 } from '../../src/jose/jws.ts'
import type { P256PublicJwk } from '../../src/jose/jwk.ts'
import type { PrivateJwk } from '../../src/jose/signing-key.ts'
import { digestOf, parseDisclosure } from '../../src/sd-jwt/disclosure.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { presentSdJwtVc } from '../../src/sd-jwt/present-sd-jwt-vc.ts'
import { processPayload } from '../../src/sd-jwt/processed-payload.ts'
import { decodeSdJwt, sdJwtChecks } from '../../src/sd-jwt/sd-jwt-checks.ts'
import { heldClaims } from '../../src/sd-jwt/selectable-claims.ts'
import { failed, run } from './lab-credential.ts'

interface Example {
  readonly title: string
  readonly issuer_public_key_jwk: P256PublicJwk
  readonly payload: JsonObject
  readonly disclosures: readonly {
    readonly digest: string
    readonly disclosure: string
    readonly contents: readonly unknown[]
  }[]
  readonly expected_all_disclosed: JsonObject
  readonly expected_none_disclosed: JsonObject
  readonly issuance?: string
  readonly presentation?: string
  readonly presented_disclosures?: readonly string[]
  readonly expected_processed_payload?: JsonObject
  readonly holder_private_key_jwk?: PrivateJwk
  readonly kb_payload?: { readonly nonce: string; readonly aud: string; readonly iat: number; readonly sd_hash: string }
}

const read = <Content>(name: string): Content =>
  JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/sd-jwt/${name}.json`, 'utf8')) as Content

const examples = [
  'rfc9901-simple',
  'rfc9901-address-flat',
  'rfc9901-address-structured',
  'rfc9901-address-structured-one-open',
  'rfc9901-address-recursive',
  'rfc9901-a1-structured-japanese',
  'rfc9901-a2-complex-ekyc',
  'rfc9901-a3-sd-jwt-vc-pid',
  'rfc9901-a4-w3c-vcdm',
].map((name) => read<Example>(name))

/** Within the validity of every example that has one. */
const then = epochSeconds(1_748_537_243)

describe.each(examples)('$title', ({ payload, disclosures, ...example }) => {
  const texts = disclosures.map(({ disclosure }) => disclosure)

  test('the disclosures say what they say, and their digests are the published ones', () => {
    for (const { disclosure, digest, contents } of disclosures) {
      const { salt, name, value } = parseDisclosure(disclosure)
      expect(name === undefined ? [salt, value] : [salt, name, value]).toEqual(contents)
      expect(digestOf(disclosure, 'sha-256')).toBe(digest)
    }
  })

  test('the processed payload with all disclosures, and with none', () => {
    expect(processPayload(payload, texts.map(parseDisclosure)).claims).toEqual(example.expected_all_disclosed)
    expect(processPayload(payload, []).claims).toEqual(example.expected_none_disclosed)
  })
})

type Presented = Required<
  Pick<Example, 'issuance' | 'presentation' | 'presented_disclosures' | 'expected_processed_payload'>
> &
  Example
const presented = examples.filter((example): example is Presented => example.presentation !== undefined)

describe.each(presented)('$title, issued and presented', ({ issuance, presentation, payload, ...example }) => {
  test('the issuance: signature, payload and claims', () => {
    const { issuerJwt } = parseSdJwt(issuance)
    verifyEs256(issuerJwt, example.issuer_public_key_jwk)
    expect(issuerJwt.payload).toEqual(payload)
    expect(heldClaims(issuance)).toEqual(example.expected_all_disclosed)
  })

  test('the presentation: disclosures and processed payload', () => {
    const parsed = parseSdJwt(presentation)
    expect(parsed.disclosures.map(({ text }) => text).sort()).toEqual([...example.presented_disclosures].sort())
    expect(processPayload(parsed.issuerJwt.payload, parsed.disclosures).claims).toEqual(
      example.expected_processed_payload,
    )
  })
})

type Bound = Required<Pick<Example, 'kb_payload' | 'holder_private_key_jwk'>> & Presented
const bound = presented.filter((example): example is Bound => example.kb_payload !== undefined)

describe.each(bound)('$title, with key binding', ({ issuance, presentation, payload, kb_payload: kb, ...example }) => {
  test('the presentation with key binding passes every check', async () => {
    const subject = decodeSdJwt(presentation, example.issuer_public_key_jwk, {
      now: epochSeconds(kb.iat),
      skew: seconds(60),
      mustExpire: payload['exp'] !== undefined,
      nonce: kb.nonce,
      audience: kb.aud,
    })
    const report = await run(subject, sdJwtChecks)
    expect(failed(report)).toEqual([])
    expect(report.accepted).toBe(true)
    expect(subject.processed().claims).toEqual(example.expected_processed_payload)
  })

  test('our wallet, asked for the same claims, sends the same disclosures and signs the same hash', async () => {
    const { issuerJwt, disclosures: shown } = parseSdJwt(presentation)
    const wanted = processPayload(issuerJwt.payload, shown).disclosed
    const inIssuance = processPayload(payload, parseSdJwt(issuance).disclosures).disclosed
    const paths = wanted.map(
      ({ disclosure }) => inIssuance.find((held) => held.disclosure.text === disclosure.text)!.path,
    )
    const ours = await presentSdJwtVc({
      credential: issuance,
      disclose: paths,
      nonce: kb.nonce,
      audience: kb.aud,
      holderKey: softwareSigningKey(example.holder_private_key_jwk),
      now: epochSeconds(kb.iat),
    })
    const parsed = parseSdJwt(ours)
    const sorted = (texts: readonly { text: string }[]) => texts.map(({ text }) => text).sort()
    expect(parsed.keyBinding!.jwt.payload).toMatchObject({ nonce: kb.nonce, aud: kb.aud, iat: kb.iat })
    expect(Object.keys(parsed.keyBinding!.jwt.payload).sort()).toEqual(['aud', 'iat', 'nonce', 'sd_hash'])
    expect(sorted(parsed.disclosures)).toEqual(sorted(withContents(shown, inIssuance, paths)))
  })
})

/** Our wallet sends a disclosed value whole; the examples leave out parts that are disclosable inside it. */
function withContents(
  shown: readonly { text: string }[],
  held: readonly { path: readonly unknown[]; disclosure: { text: string } }[],
  paths: readonly (readonly unknown[])[],
): readonly { text: string }[] {
  const inside = held.filter(({ path }) =>
    paths.some((outer) => outer.length < path.length && outer.every((element, at) => element === path[at])),
  )
  return [
    ...new Map([...shown, ...inside.map(({ disclosure }) => disclosure)].map(({ text }) => [text, { text }])).values(),
  ]
}

test('RFC 9901 §4.2 "Disclosures": three encodings of one claim have three digests', () => {
  const { cases, alternative_encodings_of_first } = read<{
    cases: readonly { disclosure: string; digest: string }[]
    alternative_encodings_of_first: readonly { disclosure: string; digest: string; parsed: readonly unknown[] }[]
  }>('rfc9901-disclosure-digests')
  for (const { disclosure, digest } of [...cases, ...alternative_encodings_of_first])
    expect(digestOf(disclosure, 'sha-256')).toBe(digest)
  for (const { disclosure, parsed } of alternative_encodings_of_first) {
    const { salt, name, value } = parseDisclosure(disclosure)
    expect([salt, name, value]).toEqual(parsed)
  }
})

test('RFC 9901 §8 "JWS JSON Serialization": put into compact form, both examples pass', async () => {
  interface Signature {
    readonly protected: string
    readonly signature: string
    readonly header: { readonly disclosures?: readonly string[]; readonly kb_jwt?: string }
  }
  const vector = read<{
    issuer_keys: readonly P256PublicJwk[]
    flattened_presentation: { serialization: Signature & { payload: string }; expected_processed_payload: JsonObject }
    general_presentation: {
      serialization: { payload: string; signatures: readonly Signature[] }
      expected_processed_payload: JsonObject
    }
  }>('rfc9901-json-serialization')
  const compact = (payload: string, { protected: header, signature, header: unprotected }: Signature) =>
    [`${header}.${payload}.${signature}`, ...unprotected.disclosures!, unprotected.kb_jwt].join('~')
  const { flattened_presentation: flattened, general_presentation: general } = vector
  const texts = [
    [compact(flattened.serialization.payload, flattened.serialization), flattened.expected_processed_payload],
    [compact(general.serialization.payload, general.serialization.signatures[0]!), general.expected_processed_payload],
  ] as const
  for (const [text, claims] of texts) {
    const { nonce, aud, iat } = parseSdJwt(text).keyBinding!.jwt.payload as { nonce: string; aud: string; iat: number }
    const expectations = { now: epochSeconds(iat), skew: seconds(60), mustExpire: true, nonce, audience: aud }
    const subject = decodeSdJwt(text, publicOf(vector.issuer_keys[0]!), expectations)
    expect(failed(await run(subject, sdJwtChecks))).toEqual([])
    expect(subject.processed().claims).toEqual(claims)
  }
  const second = general.serialization.signatures[1]!
  verifyEs256(
    parseCompactJws(`${second.protected}.${general.serialization.payload}.${second.signature}`),
    publicOf(vector.issuer_keys[1]!),
  )
})

const publicOf = ({ kty, crv, x, y }: P256PublicJwk): P256PublicJwk => ({ kty, crv, x, y })

interface CredentialExample {
  readonly name: string
  readonly issuer_key: PrivateJwk
  readonly header: JsonObject
  readonly payload: JsonObject
  readonly issuance: string | null
  readonly presentation: string
  readonly disclosures: readonly { readonly digest: string; readonly disclosure: string }[]
  readonly expected_all_disclosed: JsonObject
  readonly expected_processed_payload: JsonObject
  readonly kb_payload?: { readonly nonce: string; readonly aud: string; readonly iat: number }
}

const { examples: credentials } = read<{ examples: readonly CredentialExample[] }>('sd-jwt-vc-examples')

describe.each(credentials)('SD-JWT VC draft: $name', (example) => {
  test('signature, digests and processed payload', () => {
    const parsed = parseSdJwt(example.presentation)
    expect(parsed.issuerJwt.header).toEqual(example.header)
    verifyEs256(parsed.issuerJwt, publicOf(example.issuer_key))
    for (const { disclosure, digest } of example.disclosures) expect(digestOf(disclosure, 'sha-256')).toBe(digest)
    expect(processPayload(parsed.issuerJwt.payload, parsed.disclosures).claims).toEqual(
      example.expected_processed_payload,
    )
    if (example.issuance !== null) expect(heldClaims(example.issuance)).toEqual(example.expected_all_disclosed)
  })

  test('with key binding every check passes; without, only those that need it do not', async () => {
    const { nonce = '-', aud = '-', iat = then } = example.kb_payload ?? {}
    const expectations = { now: epochSeconds(iat), skew: seconds(60), mustExpire: true, nonce, audience: aud }
    const report = await run(decodeSdJwt(example.presentation, publicOf(example.issuer_key), expectations), sdJwtChecks)
    expect(failed(report)).toEqual(example.kb_payload ? [] : ['key_binding_present', 'holder_key'])
  })
})

test('one of the draft examples has no key binding, the others do', () => {
  expect(credentials.map(({ name, kb_payload }) => [name, kb_payload !== undefined])).toEqual([
    ['identity-credential', true],
    ['identity-credential-kb-only', false],
    ['pid-example', true],
  ])
})

test('of nine examples five are presented, three with key binding', () => {
  expect([examples.length, presented.length, bound.length]).toEqual([9, 5, 3])
})
