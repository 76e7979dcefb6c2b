import { sha256Base64url } from '../base/bytes.ts'
import { confirm, pass, runChecks, type Check, type Pass, type Verdict } from '../base/checks.ts'
import { token, type Random } from '../base/random.ts'
import { epochSeconds, minutes, type EpochSeconds } from '../base/time.ts'
import { jwkThumbprint, parsePublicJwk } from '../jose/jwk.ts'
import { describe, parseCompactJws, signCompactJws, verifyEs256, type CompactJws } from '../jose/jws.ts'
import type { SigningKey } from '../jose/signing-key.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'
import type { RollingNonces } from './rolling-nonces.ts'

/** How old a proof may be, and how far a sender's clock may be ahead of ours. */
export const dpopMaxAge = minutes(5)
export const dpopMaxAhead = minutes(1)

/**
 * Makes a DPoP proof — RFC 9449 §4.2.
 *
 * @param url of the request; its query and fragment are left out
 * @param accessToken the token that goes along, for `ath`; undefined at a token endpoint
 * @param nonce the last one that the server gave; undefined before it gave any
 */
export async function makeDpopProof({ key, method, url, accessToken, nonce, now, random }: {
  readonly key: SigningKey
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly accessToken: string | undefined
  readonly nonce: string | undefined
  readonly now: EpochSeconds
  readonly random: Random
}): Promise<string> {
  const { kty, crv, x, y } = key.publicJwk
  return signCompactJws(
    key,
    { typ: 'dpop+jwt', jwk: { kty, crv, x, y } },
    {
      jti: token(random, ''),
      htm: method,
      htu: withoutQuery(url),
      iat: now,
      ...(accessToken !== undefined && { ath: sha256Base64url(accessToken) }),
      ...(nonce !== undefined && { nonce }),
    },
  )
}

export interface DpopExpectations {
  /** The method and the public address of the endpoint that was called; not what the `Host` header says. */
  readonly method: string
  readonly url: string
  readonly now: EpochSeconds
  /** The nonces that this server gives; a proof without one of them is asked for once more — RFC 9449 §8, §9. */
  readonly nonces: RollingNonces
  /** Where `jti` values are claimed, so that a proof counts once — RFC 9449 §11.1. */
  readonly usedProofs: OneTimeStore<never>
}

export interface BoundDpopExpectations extends DpopExpectations {
  /** The access token that came along, and the thumbprint (RFC 7638) of the key it is bound to. */
  readonly accessToken: string
  readonly boundTo: string
}

export type DpopSubject = DpopExpectations & { readonly proof: CompactJws }
export type BoundDpopSubject = BoundDpopExpectations & { readonly proof: CompactJws }

const beforeReplay: readonly Check<DpopSubject>[] = [
  { id: 'dpop_type', spec: 'RFC 9449 §4.3 (4)', needs: [], run: type },
  { id: 'dpop_key', spec: 'RFC 9449 §4.3 (5, 7)', needs: [], run: publicKey },
  { id: 'dpop_signature', spec: 'RFC 9449 §4.3 (5, 6)', needs: ['dpop_key'], run: signature },
  { id: 'dpop_method', spec: 'RFC 9449 §4.3 (8)', needs: ['dpop_signature'], run: method },
  { id: 'dpop_url', spec: 'RFC 9449 §4.3 (9)', needs: ['dpop_signature'], run: url },
  { id: 'dpop_fresh', spec: 'RFC 9449 §4.3 (11)', needs: ['dpop_signature'], run: fresh },
  { id: 'dpop_identifier', spec: 'RFC 9449 §4.2', needs: ['dpop_signature'], run: identifier },
  { id: 'dpop_nonce', spec: 'RFC 9449 §4.3 (10), §8', needs: ['dpop_signature'], run: nonce },
]

/** RFC 9449 §4.3 in its order, where no access token comes along. A proof is spent only when everything else holds. */
export const dpopChecks: readonly Check<DpopSubject>[] = [
  ...beforeReplay,
  { id: 'dpop_replay', spec: 'RFC 9449 §11.1', needs: beforeReplay.map(({ id }) => id), run: replay },
]

const beforeBoundReplay: readonly Check<BoundDpopSubject>[] = [
  ...beforeReplay,
  { id: 'dpop_access_token', spec: 'RFC 9449 §4.3 (12), ath', needs: ['dpop_signature'], run: accessTokenHash },
  { id: 'dpop_bound_key', spec: 'RFC 9449 §4.3 (12), jkt', needs: ['dpop_signature'], run: boundKey },
]

/** RFC 9449 §4.3 at a protected resource: the same with the token's hash and the key it is bound to. */
export const boundDpopChecks: readonly Check<BoundDpopSubject>[] = [
  ...beforeBoundReplay,
  { id: 'dpop_replay', spec: 'RFC 9449 §11.1', needs: beforeBoundReplay.map(({ id }) => id), run: replay },
]

/** @throws CheckFailed if the text is no JWT */
export const decodeDpopProof = <Expected extends DpopExpectations>(
  text: string,
  expected: Expected,
): Expected & { readonly proof: CompactJws } => ({ ...expected, proof: parseCompactJws(text) })

/** Runs one of the two check lists; the value is the thumbprint of the proof's key, to bind a token to. */
export async function verifyDpop<Subject extends DpopSubject>(
  subject: Subject,
  checks: readonly Check<Subject>[],
  onBug: (error: unknown) => void,
): Promise<Verdict<{ readonly jkt: string }>> {
  const report = await runChecks(subject, checks, onBug)
  return report.accepted ? { accepted: true, report, value: { jkt: thumbprint(subject) } } : { accepted: false, report }
}

/** RFC 9449 §5, §7.1 and §8: what an answer may say of a proof. */
export type DpopErrorCode = 'invalid_dpop_proof' | 'use_dpop_nonce'

/**
 * The first check that did not hold, as the one error that the answer may carry. Only where nothing but the nonce is
 * wrong is the client asked to come again with one.
 */
export function dpopFault({ report }: Verdict<unknown>): {
  readonly code: DpopErrorCode
  readonly description: string
} {
  const faults = report.checks.filter(({ outcome: { status } }) => status === 'failed' || status === 'indeterminate')
  const nonceAlone = faults.length === 1 && faults[0]!.id === 'dpop_nonce'
  return {
    code: nonceAlone ? 'use_dpop_nonce' : 'invalid_dpop_proof',
    description: `The DPoP proof does not hold: ${faults[0]?.outcome.detail ?? 'no check ran'}`,
  }
}

function type({ proof }: DpopSubject): Pass {
  confirm(proof.header['typ'] === 'dpop+jwt', `typ is ${describe(proof.header['typ'])}; it must be 'dpop+jwt'`)
  return pass('typ is dpop+jwt')
}

function publicKey({ proof }: DpopSubject): Pass {
  return pass('the header has one public key', { jkt: jwkThumbprint(parsePublicJwk(proof.header['jwk'])) })
}

function signature({ proof }: DpopSubject): Pass {
  verifyEs256(proof, parsePublicJwk(proof.header['jwk']))
  return pass('signed with the key in the header')
}

function method({ proof, method }: DpopSubject): Pass {
  confirm(proof.payload['htm'] === method, `htm is ${describe(proof.payload['htm'])}; the request is a ${method}`)
  return pass(`htm is ${method}`)
}

function url({ proof, url }: DpopSubject): Pass {
  const { htu } = proof.payload
  confirm(
    typeof htu === 'string' && URL.canParse(htu), `htu is ${describe(htu)}; it must be the address of the request`,
  )
  const addressed = normalized(htu as string)
  confirm(addressed === normalized(url), 'htu is another address than the one of this request', { expected: url })
  return pass('htu is the address of the request')
}

function fresh({ proof, now }: DpopSubject): Pass {
  const { iat } = proof.payload
  confirm(typeof iat === 'number' && Number.isFinite(iat), `iat is ${describe(iat)}; it must be a number`)
  const age = now - (iat as number)
  confirm(age <= dpopMaxAge, `iat is ${Math.round(age)} seconds ago; at most ${dpopMaxAge} are accepted`)
  confirm(-age <= dpopMaxAhead, `iat is ${Math.round(-age)} seconds ahead; at most ${dpopMaxAhead} are accepted`)
  return pass('made just now')
}

function identifier({ proof }: DpopSubject): Pass {
  const { jti } = proof.payload
  confirm(
    typeof jti === 'string' && jti !== '' && jti.length <= 500, `jti is ${describe(jti)}; it must be a unique text`,
  )
  return pass('has an identifier')
}

function nonce({ proof, nonces, now }: DpopSubject): Pass {
  const { nonce } = proof.payload
  confirm(nonce !== undefined, 'nonce is missing; take the one in the DPoP-Nonce header of this answer')
  const ours = typeof nonce === 'string' && nonces.accepts(nonce, now)
  confirm(ours, 'nonce is not one of this server or too old; take the one in the DPoP-Nonce header of this answer')
  return pass('has a nonce of this server')
}

function accessTokenHash({ proof, accessToken }: BoundDpopSubject): Pass {
  const { ath } = proof.payload
  confirm(
    ath === sha256Base64url(accessToken),
    `ath is ${ath === undefined ? 'missing' : 'not the hash of the access token'}`,
  )
  return pass('made for this access token')
}

function boundKey(subject: BoundDpopSubject): Pass {
  confirm(
    thumbprint(subject) === subject.boundTo, 'the proof is made with another key than the access token is bound to',
  )
  return pass('made with the key of the access token')
}

async function replay(subject: DpopSubject): Promise<Pass> {
  const { jti, iat } = subject.proof.payload
  const usableUntil = epochSeconds(Math.ceil(iat as number) + dpopMaxAge + 1)
  const first = await subject.usedProofs.claim(sha256Base64url(`${thumbprint(subject)}.${jti as string}`), usableUntil)
  confirm(first, 'this proof was used before; make a new one for every request')
  return pass('not used before')
}

const thumbprint = ({ proof }: DpopSubject): string => jwkThumbprint(parsePublicJwk(proof.header['jwk']))

const withoutQuery = (url: string): string => {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

/** RFC 3986 §6.2.2, §6.2.3: `URL` settles case, default port and dot segments; unreserved characters need no escape. */
const normalized = (url: string): string =>
  withoutQuery(url).replace(/%[0-9a-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
    return /[A-Za-z0-9\-._~]/.test(character) ? character : escaped.toUpperCase()
  })
