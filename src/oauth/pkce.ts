import { equalSecrets, sha256Base64url } from '../base/bytes.ts'
import { token, type Random } from '../base/random.ts'

/** RFC 7636 §4.1: 43 characters that carry 256 random bits. */
export const makeCodeVerifier = (random: Random): string => token(random, '')

/** RFC 7636 §4.2, method `S256`; `plain` is not spoken here. */
export const codeChallengeOf = (codeVerifier: string): string => sha256Base64url(codeVerifier)

/** RFC 7636 §4.1, §4.6: 43 to 128 unreserved characters whose hash is the challenge. */
export const verifiesChallenge = (codeVerifier: string, codeChallenge: string): boolean =>
  /^[A-Za-z0-9\-._~]{43,128}$/.test(codeVerifier) && equalSecrets(codeChallengeOf(codeVerifier), codeChallenge)

/** The shape of every `S256` challenge: a SHA-256 hash as base64url. */
export const isCodeChallenge = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)
