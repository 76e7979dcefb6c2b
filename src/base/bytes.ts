import { hash, timingSafeEqual } from 'node:crypto'

export const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')

/** @throws TypeError if the bytes are not well-formed UTF-8 */
export const fromUtf8 = (bytes: Uint8Array): string => strictUtf8.decode(bytes)
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const toBase64url = (bytes: Uint8Array): string => asBuffer(bytes).toString('base64url')

/** RFC 7515 "Base64url Encoding": no padding, no other characters, no stray bits. @throws RangeError for anything else */
export function fromBase64url(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) throw new RangeError('not base64url without padding')
  return bytes
}

export const toBase64 = (bytes: Uint8Array): string => asBuffer(bytes).toString('base64')

/** RFC 4648 §4, padded, as in `x5c`. @throws RangeError for anything else */
export function fromBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new RangeError('not padded base64')
  return bytes
}

/** SHA-256 as base64url, of a text (its UTF-8) or of bytes. */
export const sha256Base64url = (data: string | Uint8Array): string => hash('sha256', data, 'base64url')
export const sha256 = (data: string | Uint8Array): Uint8Array => hash('sha256', data, 'buffer')

/** Compares two secrets without telling by its duration where they differ. */
export function equalSecrets(one: string, other: string): boolean {
  return timingSafeEqual(sha256(one), sha256(other))
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
