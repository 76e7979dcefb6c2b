import { equalSecrets, sha256Base64url } from '../base/bytes.ts'
import type { Random } from '../base/random.ts'
import { token } from '../base/random.ts'
import type { EpochSeconds } from '../base/time.ts'
import { refuseToken, type TokenParameters } from '../oauth/token-endpoint.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'
import { preAuthorizedCodeGrant } from './credential-offer.ts'

/** What a pre-authorized code stands for; kept under its SHA-256. */
export interface PreAuthorization {
  /** Which dataset the holder may collect. */
  readonly subject: string
  readonly credentialConfigurationIds: readonly [string, ...string[]]
  /** Hash over both codes, so that neither can be tried without the other; null: no transaction code is asked. */
  readonly txCodeHash: string | null
  readonly expiresAt: EpochSeconds
  /** Whether an officer looks at the request before the credential is issued. */
  readonly review: boolean
}

export interface PreAuthorizedCodes {
  readonly codes: OneTimeStore<PreAuthorization>
  /** Numbered tries of a transaction code, claimed one by one. */
  readonly tries: OneTimeStore<never>
}

/** OpenID4VCI 1.0 "Transaction Code Guessing": this many tries, then the code is spent. */
export const txCodeTries = 5

/**
 * Makes a code that can be redeemed once until `expiresAt`.
 *
 * @param txCode the transaction code that the holder gets by another way; undefined if none is asked
 */
export async function issuePreAuthorizedCode(
  { codes }: PreAuthorizedCodes,
  { subject, credentialConfigurationIds, txCode, expiresAt, review, random }: {
    readonly subject: string
    readonly credentialConfigurationIds: readonly [string, ...string[]]
    readonly txCode: string | undefined
    readonly expiresAt: EpochSeconds
    readonly review: boolean
    readonly random: Random
  },
): Promise<string> {
  const code = token(random, 'code_')
  const txCodeHash = txCode === undefined ? null : hashOf(code, txCode)
  const stands = { subject, credentialConfigurationIds, txCodeHash, expiresAt, review }
  await codes.put(sha256Base64url(code), stands, expiresAt)
  return code
}

export interface PreAuthorizedCodeTokenRequest {
  readonly 'pre-authorized_code': string
  readonly tx_code?: string
}

/** OpenID4VCI 1.0 "Token Request". @throws ProtocolError<TokenErrorCode> `invalid_request` */
export function parsePreAuthorizedCodeTokenRequest(parameters: TokenParameters): PreAuthorizedCodeTokenRequest {
  const { 'pre-authorized_code': code, tx_code } = parameters
  if (code === undefined || code === '') throw refuseToken('invalid_request', 'pre-authorized_code is missing')
  return { 'pre-authorized_code': code, ...(tx_code !== undefined && { tx_code }) }
}

/** The wallet's half of the same. */
export const makePreAuthorizedCodeTokenRequest = (code: string, txCode: string | undefined): TokenParameters => ({
  grant_type: preAuthorizedCodeGrant,
  'pre-authorized_code': code,
  ...(txCode !== undefined && { tx_code: txCode }),
})

/** What a code stands for, without redeeming it; undefined for unknown, used and expired alike. */
export const offeredFor = ({ codes }: PreAuthorizedCodes, code: string): Promise<PreAuthorization | undefined> =>
  codes.peek(sha256Base64url(code))

/**
 * Redeems a code — OpenID4VCI 1.0 "Token Error Response" for the codes. A wrong transaction code costs one of
 * {@link txCodeTries} tries and leaves the holder's code as it was; when they are used up the code is spent. Each try
 * is claimed before the comparison, so guessing in parallel gains nothing; of two right attempts one gets the code.
 *
 * @throws ProtocolError<TokenErrorCode> `invalid_grant`, or `invalid_request` if `tx_code` is missing or not expected
 */
export async function redeemPreAuthorizedCode(
  { codes, tries }: PreAuthorizedCodes,
  { 'pre-authorized_code': code, tx_code }: PreAuthorizedCodeTokenRequest,
): Promise<PreAuthorization> {
  const key = sha256Base64url(code)
  const offered = await codes.peek(key)
  if (!offered) throw unusable()
  if (offered.txCodeHash === null && tx_code !== undefined) {
    throw refuseToken('invalid_request', 'tx_code is not expected: the offer did not announce one')
  }
  if (offered.txCodeHash !== null) {
    if (tx_code === undefined) throw refuseToken('invalid_request', 'tx_code is missing: the offer announced one')
    if (!(await claimTry(tries, key, offered.expiresAt))) {
      await codes.take(key)
      throw unusable()
    }
    if (!equalSecrets(hashOf(code, tx_code), offered.txCodeHash)) throw refuseToken('invalid_grant', 'tx_code is wrong')
  }
  const redeemed = await codes.take(key)
  if (!redeemed) throw unusable()
  return redeemed
}

async function claimTry(tries: OneTimeStore<never>, key: string, expiresAt: EpochSeconds): Promise<boolean> {
  for (let number = 1; number <= txCodeTries; number += 1) {
    if (await tries.claim(`${key}.${number}`, expiresAt)) return true
  }
  return false
}

const hashOf = (code: string, txCode: string): string => sha256Base64url(`${code}.${txCode}`)

/** Unknown, used and expired are one answer, so that nobody learns which. */
const unusable = () =>
  refuseToken('invalid_grant', 'pre-authorized_code is unknown, used or expired; ask the issuer for a new offer')
