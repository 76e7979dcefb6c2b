import { toBase64url } from './bytes.ts'

/** The only source of randomness. Adapters implement it; tests pass a seeded one and print the seed. */
export interface Random {
  /** Cryptographically strong bytes, `length` of them. */
  bytes(length: number): Uint8Array
}

/**
 * An identifier nobody can guess: 256 random bits as 43 characters of base64url, after a prefix readable in a log
 * (`code_`, `nonce_`).
 */
export const token = (random: Random, prefix: `${string}_` | ''): string => prefix + toBase64url(random.bytes(32))

/** A decimal code of `length` digits, each equally likely (rejection sampling). */
export function digits(random: Random, length: number): string {
  let code = ''
  while (code.length < length) {
    const byte = random.bytes(1)[0]!
    if (byte < 250) code += String(byte % 10)
  }
  return code
}

/**
 * A whole number from 0 to `limit` − 1, each equally likely (rejection sampling).
 *
 * @throws RangeError unless `limit` is a whole number from 1 to 2^32
 */
export function randomBelow(random: Random, limit: number): number {
  const drawable = Number.isInteger(limit) && limit >= 1 && limit <= 2 ** 32
  if (!drawable) throw new RangeError(`no whole number below ${limit} can be drawn`)
  if (limit === 1) return 0
  const fair = 2 ** 32 - (2 ** 32 % limit)
  for (;;) {
    const drawn = new DataView(Uint8Array.from(random.bytes(4)).buffer).getUint32(0)
    if (drawn < fair) return drawn % limit
  }
}
