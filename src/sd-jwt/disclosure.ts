import { hash } from 'node:crypto'
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../base/bytes.ts'
import { CheckFailed, confirm } from '../base/checks.ts'
import type { Json, JsonObject } from '../base/json.ts'
import type { Random } from '../base/random.ts'
import { describe } from '../jose/jws.ts'

/** A claim with its name, or an array element without one, under a salt — RFC 9901 §4.2 "Disclosures". */
export interface Disclosure {
  /** The base64url text as the issuer made it. Digests are over this text, so it travels byte for byte. */
  readonly text: string
  readonly salt: string
  /** Absent for an array element. */
  readonly name?: string
  /** May hold digests of further disclosures. */
  readonly value: Json
}

/** Names that RFC 9901 §4.1 keeps for itself; `_sd_alg` stands only at the top of the payload. */
export const reservedNames: readonly string[] = ['_sd', '...', '_sd_alg']

/** With a fresh salt of 128 bits — RFC 9901 "Entropy of the Salt". Without a name it is of an array element. */
export function makeDisclosure(random: Random, value: Json, name?: string): Disclosure {
  const salt = toBase64url(random.bytes(16))
  const contents = name === undefined ? [salt, value] : [salt, name, value]
  return { text: toBase64url(utf8(JSON.stringify(contents))), salt, ...(name !== undefined && { name }), value }
}

/** @throws CheckFailed if the text is not base64url of a JSON array of salt, name and value, or of salt and value */
export function parseDisclosure(text: string): Disclosure {
  const contents = jsonOf(text)
  confirm(Array.isArray(contents), 'a disclosure is not a JSON array')
  confirm(contents.length === 2 || contents.length === 3, `a disclosure has ${contents.length} elements, not 2 or 3`)
  const [salt, ...rest] = contents as readonly Json[]
  confirm(typeof salt === 'string', `the salt of a disclosure is ${describe(salt)}, not a string`)
  if (rest.length === 1) return { text, salt, value: rest[0]! }
  const [name, value] = rest
  confirm(typeof name === 'string', `the claim name of a disclosure is ${describe(name)}, not a string`)
  confirm(!reservedNames.includes(name), `a disclosure uses the reserved claim name ${describe(name)}`)
  return { text, salt, name, value: value! }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(fromUtf8(fromBase64url(text)))
  } catch (error) {
    throw new CheckFailed('a disclosure is not base64url of JSON', {}, error)
  }
}

/** Of the IANA registry "Named Information Hash Algorithm", those without known weakness that Node has. */
const hashAlgorithms = { 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512' } as const
export type HashAlgorithm = keyof typeof hashAlgorithms

/** RFC 9901 §4.1.1 "Hash Function Claim": sha-256 if the payload names none. @throws CheckFailed for an unknown one */
export function hashAlgorithmOf(payload: JsonObject): HashAlgorithm {
  const name = payload['_sd_alg'] === undefined ? 'sha-256' : payload['_sd_alg']
  const known = Object.keys(hashAlgorithms).find((algorithm): algorithm is HashAlgorithm => algorithm === name)
  if (known === undefined)
    throw new CheckFailed(`_sd_alg is ${describe(name)}, which is not among the accepted hash functions`)
  return known
}

/** base64url of the hash over the ASCII of `text`: a disclosure — RFC 9901 §4.2.3 — or what `sd_hash` covers. */
export const digestOf = (text: string, algorithm: HashAlgorithm): string =>
  hash(hashAlgorithms[algorithm], text, 'base64url')
