import { toBase64url, utf8 } from '../../src/base/bytes.ts'
import type { Json, JsonObject } from '../../src/base/json.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import type { SigningKey } from '../../src/jose/signing-key.ts'
import { digestOf } from '../../src/sd-jwt/disclosure.ts'
import { audience, credential, holder, issueRaw, nonce, now, taken } from './lab-credential.ts'

/** Text for text what a careful issuer and a careful wallet would never make. */

export const { payload, disclosures } = taken(credential)
/** The digests at the top of the payload. */
export const sd = payload['_sd'] as readonly string[]

/** Any contents as a disclosure, with the digest that stands for it. */
export function rawDisclosure(...contents: readonly unknown[]): { text: string; digest: string } {
  return rawText(JSON.stringify(contents))
}

export function rawText(json: string | Uint8Array): { text: string; digest: string } {
  const text = toBase64url(typeof json === 'string' ? utf8(json) : json)
  return { text, digest: digestOf(text, 'sha-256') }
}

/** The credential's payload with changes (undefined takes a member away), signed, and presented with these disclosures. */
export async function signed(
  changes: Readonly<Record<string, Json | undefined>>,
  shown: readonly { readonly text: string }[] = [],
  { header = {}, key }: { header?: JsonObject; key?: SigningKey } = {},
): Promise<string> {
  const changed = Object.entries({ ...payload, ...changes }).filter(([, value]) => value !== undefined)
  const texts = shown.map(({ text }) => text)
  const body = Object.fromEntries(changed) as JsonObject
  return bind(await issueRaw({ payload: body, disclosures: texts, header, ...(key && { key }) }))
}

/** The credential's payload with one more digest at the top, presented with the disclosure for it. */
export const withDisclosure = (made: { text: string; digest: string }): Promise<string> =>
  signed({ _sd: [...sd, made.digest] }, [made])

/**
 * Adds a Key Binding JWT to any text.
 *
 * @param body what its claims have instead; null takes one away
 * @param over what `sd_hash` is over, if not the text itself
 */
export async function bind(
  sdJwt: string,
  { header = {}, body = {}, over = sdJwt }: { header?: JsonObject; body?: JsonObject; over?: string } = {},
): Promise<string> {
  const claims = { iat: now, aud: audience, nonce, sd_hash: digestOf(over, 'sha-256'), ...body }
  const kept = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null))
  return sdJwt + (await signCompactJws(holder, { typ: 'kb+jwt', ...header }, kept))
}

/** The same text with one letter of its last signature changed. */
export function flipped(text: string): string {
  const at = text.length - 20
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
}

/** The same JWT saying that it is not signed. */
export function unsigned(jwt: string): string {
  const [header = '', body] = jwt.split('.')
  const changed = { ...JSON.parse(Buffer.from(header, 'base64url').toString()), alg: 'none' }
  return `${toBase64url(utf8(JSON.stringify(changed)))}.${body}.`
}

export function changeIssuerJwt(text: string, change: (jwt: string) => string): string {
  const [jwt = '', ...others] = text.split('~')
  return [change(jwt), ...others].join('~')
}
