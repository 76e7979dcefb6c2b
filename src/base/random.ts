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
