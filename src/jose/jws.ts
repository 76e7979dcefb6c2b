import { verify, type KeyObject } from 'node:crypto'
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../base/bytes.ts'
import { CheckFailed, confirm } from '../base/checks.ts'
import { parseJsonObject, type JsonObject } from '../base/json.ts'
import { importPublicJwk, type P256PublicJwk } from './jwk.ts'
import type { SigningKey } from './signing-key.ts'

/** A JWS in Compact Serialization whose shape was read and whose signature was not yet looked at. */
export interface CompactJws {
  readonly header: JsonObject
  /** The payload as a JSON object: every JWS of this project carries one. */
  readonly payload: JsonObject
  /** ASCII of `BASE64URL(header).BASE64URL(payload)`, as received. */
  readonly signingInput: string
  readonly signature: Uint8Array
}

/**
 * Reads the shape of a compact JWS — RFC 7515 §7.1. Duplicate member names are settled as `JSON.parse` does: the last counts.
 *
 * @throws CheckFailed if it is not three base64url parts with a JSON object as header and as payload
 */
export function parseCompactJws(text: string): CompactJws {
  const parts = text.split('.')
  const [header, payload, signature] = parts
  confirm(parts.length === 3 && !!header && !!payload && signature !== undefined, 'not a JWS in Compact Serialization')
  try {
    return {
      header: parseJsonObject(fromUtf8(fromBase64url(header!))),
      payload: parseJsonObject(fromUtf8(fromBase64url(payload!))),
      signingInput: `${header}.${payload}`,
      signature: fromBase64url(signature!),
    }
  } catch (error) {
    throw new CheckFailed('the JWS has a part that is not base64url of a JSON object', {}, error)
  }
}

/**
 * Verifies an ES256 signature — RFC 7515 §5.2, RFC 7518 §3.4. The algorithm is fixed, never taken from the header:
 * a header that names another one fails. A `crit` header fails, for no extension is understood here (RFC 7515 §4.1.11).
 *
 * @param key the public key, as JWK or as Node's KeyObject (from a certificate)
 * @throws CheckFailed if the signature does not hold
 */
export function verifyEs256({ header, signingInput, signature }: CompactJws, key: P256PublicJwk | KeyObject): void {
  confirm(header['alg'] === 'ES256', `alg is ${describe(header['alg'])}; ES256 is the one accepted`)
  confirm(!('crit' in header), 'the header has crit, and no extension is understood here')
  confirm(signature.length === 64, 'an ES256 signature has 64 bytes')
  const publicKey = 'kty' in key ? importPublicJwk(key) : key
  confirm(
    publicKey.asymmetricKeyType === 'ec' && publicKey.asymmetricKeyDetails?.namedCurve === 'prime256v1',
    'the key is not on P-256',
  )
  const holds = verify('sha256', utf8(signingInput), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
  confirm(holds, 'the signature does not verify with the key')
}

/** Signs a compact JWS; `alg` is the key's. Members of `header` keep their order behind it. */
export async function signCompactJws(key: SigningKey, header: JsonObject, payload: JsonObject): Promise<string> {
  const encode = (part: JsonObject): string => toBase64url(utf8(JSON.stringify(part)))
  const signingInput = `${encode({ alg: key.alg, ...header })}.${encode(payload)}`
  return `${signingInput}.${toBase64url(await key.sign(utf8(signingInput)))}`
}

/** For messages: a header member's value, cut short, if it is a plain one. */
export const describe = (value: unknown): string => {
  if (value === undefined) return 'missing'
  return typeof value === 'string' ? `'${value.slice(0, 40)}'` : `a ${typeof value}`
}
