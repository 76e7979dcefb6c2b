import type { JsonObject } from '../../src/base/json.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { ca, claims, credential, holder, issue, issuer, now, otherIssuer, present, vct } from './lab-credential.ts'
import {
  bind, changeIssuerJwt, disclosures, flipped, payload, rawDisclosure, rawText, sd, signed, unsigned, withDisclosure,
} from './raw-presentation.ts'

export type Faults = Readonly<Record<string, Readonly<Record<string, () => string | Promise<string>>>>>

/** For each check of what the issuer signed, inputs that fail it and no other. */
export const issuerFaults: Faults = {
  issuer_jwt: {
    'an empty text': () => '',
    'a text without tilde': () => issuerJwt,
    'nothing before the first tilde': () => bind('~'),
    'an empty disclosure': () => bind(credential.replace('~', '~~')),
    'an issuer-signed JWT of two parts': () => bind('e30.e30~'),
    'another typ': () => signed({}, all, { header: { typ: 'vc+sd-jwt' } }),
    'more disclosures than are looked at': () => bind(credential + 'WyJhIiwxXQ~'.repeat(1001)),
    'a text of a megabyte': () => bind(`${credential}${'A'.repeat(1_000_000)}~`),
  },
  issuer_certificate: {
    'no x5c': async () => bind(`${await signCompactJws(issuer.key, { typ: 'dc+sd-jwt' }, payload)}~`),
    'x5c that is no certificate': () => signed({}, all, { header: { x5c: ['AAAA'] } }),
    'a self-signed leaf': () => signed({}, all, { header: { x5c: [ca.certificate] }, key: ca.key }),
    'the anchor in x5c': () => signed({}, all, { header: { x5c: [...issuer.x5c, ca.certificate] } }),
  },
  issuer_signature: {
    'a signature with one letter changed': () => bind(changeIssuerJwt(credential, flipped)),
    'a signature by another issuer': () => signed({}, all, { key: otherIssuer.key }),
    'alg none': () => bind(changeIssuerJwt(credential, unsigned)),
    'alg HS256': () => signed({}, all, { header: { alg: 'HS256' } }),
    'a crit header': () => signed({}, all, { header: { crit: ['b64'], b64: true } }),
  },
  hash_function: {
    'an unknown hash function': () => signed({ _sd_alg: 'md5' }),
    'a hash function that is null': () => signed({ _sd_alg: null }),
    'a hash function named like a member of Object': () => signed({ _sd_alg: 'toString' }),
  },
  disclosures: {
    'a disclosure that belongs to no digest': () => bind(`${credential}${rawDisclosure('s', 'degree', 'PhD').text}~`),
    'a disclosure with another value': () => bind(credential.replace(familyName.text, changedName.text)),
    'the same disclosure twice': () => bind(`${credential}${disclosures[0]}~`),
    'a disclosure without the one it stands in': () => bind(`${issuerJwt}~${named('locality').text}~`),
    'a disclosure that is not base64url': () => bind(`${credential}****~`),
    'a disclosure that is not JSON': () => withDisclosure(rawText('[oops')),
    'a disclosure that is not UTF-8': () => withDisclosure(rawText(Buffer.from('5b22ff225d', 'hex'))),
    'a disclosure of four elements': () => withDisclosure(rawDisclosure('s', 'a', 'b', 'c')),
    'a disclosure of one element': () => withDisclosure(rawDisclosure('s')),
    'a disclosure that is an object': () => withDisclosure(rawText('{}')),
    'a salt that is a number': () => withDisclosure(rawDisclosure(1, 'degree', 'PhD')),
    'a claim name that is a number': () => withDisclosure(rawDisclosure('s', 1, 'PhD')),
    'the claim name _sd': () => withDisclosure(rawDisclosure('s', '_sd', [])),
    'the claim name ...': () => withDisclosure(rawDisclosure('s', '...', 'x')),
    'the claim name _sd_alg': () => withDisclosure(rawDisclosure('s', '_sd_alg', 'sha-256')),
    'a claim name that stands in the clear': () => withDisclosure(rawDisclosure('s', 'issuing_country', 'XX')),
    'two disclosures of one claim': () => {
      const both = [rawDisclosure('s', 'degree', 'PhD'), rawDisclosure('t', 'degree', 'MSc')]
      return signed({ _sd: [...sd, ...both.map(({ digest }) => digest)] }, both)
    },
    'an array element where a member stands': () => withDisclosure(rawDisclosure('s', 'PhD')),
    'a member where an array element stands': () => {
      const member = rawDisclosure('s', 'degree', 'PhD')
      return signed({ nationalities: [{ '...': member.digest }] }, [member])
    },
    'a digest twice in one _sd': () => signed({ _sd: [...sd, sd[0]!] }),
    'a digest at two places': () => signed({ more: { _sd: [sd[0]!] } }),
    'a digest in a disclosure and outside': () => withDisclosure(rawDisclosure('s', 'more', { _sd: [sd[0]] })),
    '_sd that is no array': () => signed({ _sd: 'x' }),
    '_sd of numbers': () => signed({ _sd: [1] }),
    'a digest placeholder with a second member': () => signed({ list: [{ '...': 'x', y: 1 }] }),
    'a digest placeholder that is no string': () => signed({ list: [{ '...': 1 }] }),
    'the name ... in an object': () => signed({ address: { '...': 'x' } }),
    '_sd_alg below the top': () => signed({ address: { _sd_alg: 'sha-256' } }),
    'claims nested too deeply': () => signed({ deep: JSON.parse(deep(30)) as JsonObject }),
    'claims nested very deeply in a disclosure': () => withDisclosure(rawText(`["s","deep",${deep(20_000)}]`)),
  },
  registered_claims: {
    'iss disclosed selectively': () => disclosedSelectively('iss', payload['iss']),
    'nbf disclosed selectively': () => disclosedSelectively('nbf', payload['nbf']),
    'status disclosed selectively': () => disclosedSelectively('status', payload['status']),
    'vct#integrity disclosed selectively': () => disclosedSelectively('vct#integrity', 'sha256-x'),
    'a part of status disclosed selectively': () => {
      const part = rawDisclosure('s', 'status_list', {})
      return signed({ status: { _sd: [part.digest] } }, [part])
    },
    'iss that is no string': () => signed({ iss: 1 }),
    'status that is no object': () => signed({ status: 'ok' }),
  },
  vct: {
    'another type': async () => present(await issue({ claims: { ...claims, vct: 'urn:lab:library-card:1' } })),
    'no type': () => signed({ vct: undefined }),
    'a type that is a list': () => signed({ vct: [vct] }),
  },
  validity_period: {
    'an expired credential': async () => present(await issue({ claims: { ...claims, exp: now - 60 } })),
    'a credential without exp': () => signed({ exp: undefined }),
    'exp that is a text': () => signed({ exp: '2099-01-01' }),
    'a credential that is not valid yet': async () => present(await issue({ claims: { ...claims, nbf: now + 61 } })),
    'a credential issued in the future': async () => present(await issue({ claims: { ...claims, iat: now + 61 } })),
  },
  holder_key: {
    'no cnf': () => signed({ cnf: undefined }),
    'cnf without jwk': () => signed({ cnf: { kid: 'x' } }),
    'a private key in cnf': () => signed({ cnf: { jwk: { ...holder.publicJwk, d: 'x' } } }),
  },
}

const all = disclosures.map((text) => ({ text }))
const issuerJwt = credential.split('~')[0]!
const named = (wanted: string) => parseSdJwt(credential).disclosures.find(({ name }) => name === wanted)!
const familyName = named('family_name')
const changedName = rawDisclosure(familyName.salt, 'family_name', 'LAB-Muster')
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)

function disclosedSelectively(name: string, value: unknown): Promise<string> {
  const disclosure = rawDisclosure('s', name, value)
  return signed({ [name]: undefined, _sd: [...sd, disclosure.digest] }, [disclosure])
}
