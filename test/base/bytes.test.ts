import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  equalSecrets,
  fromBase64,
  fromBase64url,
  fromUtf8,
  sha256,
  sha256Base64url,
  toBase64,
  toBase64url,
  utf8,
} from '../../src/base/bytes.ts'

test('RFC 4648 §10 "Test Vectors"', () => {
  const vectors = [
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ] as const
  for (const [text, base64] of vectors) {
    expect(toBase64(utf8(text))).toBe(base64)
    expect(fromUtf8(fromBase64(base64))).toBe(text)
    expect(toBase64url(utf8(text))).toBe(base64.replaceAll('=', ''))
    expect(fromUtf8(fromBase64url(base64.replaceAll('=', '')))).toBe(text)
  }
})

test('RFC 7515 Appendix C: the example octets', () => {
  expect(toBase64url(Uint8Array.of(3, 236, 255, 224, 193))).toBe('A-z_4ME')
  expect([...fromBase64url('A-z_4ME')]).toEqual([3, 236, 255, 224, 193])
})

test('whatever is written is read, also from a part of a larger buffer', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(3), (bytes, skipped) => {
      const part = bytes.subarray(Math.min(skipped, bytes.length))
      expect([...fromBase64url(toBase64url(part))]).toEqual([...part])
      expect([...fromBase64(toBase64(part))]).toEqual([...part])
    }),
  )
})

test.each(['Zg==', 'Zm8=', 'Zh', 'Zm9', 'Z', 'Zm9v ', ' Zm9v', 'Zm9v\n', 'Zm+v', 'Zm/v', 'Zm9v.', 'é'])(
  '"%s" is not base64url',
  (text) => {
    expect(() => fromBase64url(text)).toThrow(RangeError)
  },
)

test.each(['Zg', 'Zg=', 'Zh==', 'Zm9v\n', '-_-_', 'Zm 9v', '===='])('"%s" is not padded base64', (text) => {
  expect(() => fromBase64(text)).toThrow(RangeError)
})

test('only well-formed UTF-8 is text, and a byte order mark is kept', () => {
  expect(fromUtf8(utf8('見本　花子'))).toBe('見本　花子')
  expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa')
  for (const bytes of [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80]]) {
    expect(() => fromUtf8(Uint8Array.from(bytes))).toThrow(TypeError)
  }
})

test('FIPS 180-2 Appendix B.1: SHA-256 of "abc"', () => {
  const hex = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(Buffer.from(sha256('abc')).toString('hex')).toBe(hex)
  expect(Buffer.from(sha256Base64url(utf8('abc')), 'base64url').toString('hex')).toBe(hex)
})

test('secrets are compared whole', () => {
  expect(equalSecrets('token', 'token')).toBe(true)
  for (const other of ['', 'tokeN', 'token ', 'toke']) expect(equalSecrets('token', other)).toBe(false)
})
