import { sha256Base64url } from '../base/bytes.ts'
import { CheckFailed, confirm, pass, type Check, type Pass } from '../base/checks.ts'
import { token, type Random } from '../base/random.ts'
import { after, epochSeconds, minutes, type EpochSeconds } from '../base/time.ts'
import type { P256PublicJwk } from '../jose/jwk.ts'
import { describe, parseCompactJws, signCompactJws, verifyEs256, type CompactJws } from '../jose/jws.ts'
import type { SigningKey } from '../jose/signing-key.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'

export const clientAssertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** How long an assertion may live, and how far a client's clock may be from ours. */
export const clientAssertionMaxLifetime = minutes(60)
export const clientAssertionSkew = minutes(1)

/**
 * Makes the parameters by which a registered client authenticates — RFC 7523 §2.2, §3; FAPI 2.0 Security Profile.
 *
 * @param audience the issuer identifier of the authorization server
 */
export async function makeClientAssertion({ key, kid, clientId, audience, now, random }: {
  readonly key: SigningKey
  readonly kid?: string
  readonly clientId: string
  readonly audience: string
  readonly now: EpochSeconds
  readonly random: Random
}): Promise<{ readonly client_assertion_type: string; readonly client_assertion: string }> {
  const client_assertion = await signCompactJws(
    key,
    { typ: 'JWT', ...(kid !== undefined && { kid }) },
    { iss: clientId, sub: clientId, aud: audience, jti: token(random, ''), iat: now, exp: after(now, minutes(1)) },
  )
  return { client_assertion_type: clientAssertionType, client_assertion }
}

export interface ClientAssertionExpectations {
  readonly clientId: string
  /** The keys registered for the client. */
  readonly keys: readonly P256PublicJwk[]
  /** The issuer identifier of this authorization server, and nothing else — FAPI 2.0 Security Profile. */
  readonly audience: string
  readonly now: EpochSeconds
  /** Where `jti` values are claimed. */
  readonly usedAssertions: OneTimeStore<never>
}

export type ClientAssertionSubject = ClientAssertionExpectations & { readonly assertion: CompactJws }

const signed = ['client_assertion_signature']

const beforeReplay: readonly Check<ClientAssertionSubject>[] = [
  { id: 'client_assertion_signature', spec: 'RFC 7523 §3 (9)', needs: [], run: signature },
  { id: 'client_assertion_issuer', spec: 'RFC 7523 §3 (1)', needs: signed, run: issuer },
  { id: 'client_assertion_subject', spec: 'RFC 7523 §3 (2B)', needs: signed, run: subject },
  { id: 'client_assertion_audience', spec: 'RFC 7523 §3 (3), FAPI 2.0', needs: signed, run: audience },
  { id: 'client_assertion_current', spec: 'RFC 7523 §3 (4, 5, 6)', needs: signed, run: current },
  { id: 'client_assertion_identifier', spec: 'RFC 7523 §3 (7)', needs: signed, run: identifier },
]

/** RFC 7523 §3. An assertion is spent only when everything else holds. */
export const clientAssertionChecks: readonly Check<ClientAssertionSubject>[] = [
  ...beforeReplay,
  { id: 'client_assertion_replay', spec: 'RFC 7523 §3 (7)', needs: beforeReplay.map(({ id }) => id), run: replay },
]

/** @throws CheckFailed if the text is no JWT */
export const decodeClientAssertion = (text: string, expected: ClientAssertionExpectations): ClientAssertionSubject => ({
  ...expected,
  assertion: parseCompactJws(text),
})

/** Who an assertion says it comes from, before anything is checked. @throws CheckFailed if it says nothing */
export function claimedClient(text: string): string {
  const { sub } = parseCompactJws(text).payload
  const named = typeof sub === 'string' && sub !== '' && sub.length <= 500
  confirm(named, `sub is ${describe(sub)}; it must be the client_id`)
  return sub as string
}

function signature({ assertion, keys }: ClientAssertionSubject): Pass {
  const { kid } = assertion.header
  const named = kid === undefined ? keys : keys.filter((key) => key.kid === undefined || key.kid === kid)
  confirm(named.length > 0, 'no key with this kid is registered for the client')
  if (!named.some((key) => verifies(assertion, key))) {
    throw new CheckFailed('the signature does not verify with a key of the client')
  }
  return pass('signed with a key of the client')
}

function verifies(assertion: CompactJws, key: P256PublicJwk): boolean {
  try {
    verifyEs256(assertion, key)
    return true
  } catch (error) {
    if (error instanceof CheckFailed) return false
    throw error
  }
}

function issuer({ assertion, clientId }: ClientAssertionSubject): Pass {
  confirm(assertion.payload['iss'] === clientId, 'iss is not the client')
  return pass('iss is the client')
}

function subject({ assertion, clientId }: ClientAssertionSubject): Pass {
  confirm(assertion.payload['sub'] === clientId, 'sub is not the client')
  return pass('sub is the client')
}

function audience({ assertion, audience }: ClientAssertionSubject): Pass {
  const { aud } = assertion.payload
  const addressed = Array.isArray(aud) ? aud.length === 1 && aud[0] === audience : aud === audience
  confirm(addressed, 'aud is not the issuer identifier of this authorization server', { expected: audience })
  return pass('made for this authorization server')
}

function current({ assertion, now }: ClientAssertionSubject): Pass {
  const { exp } = assertion.payload
  confirm(typeof exp === 'number' && Number.isFinite(exp), `exp is ${describe(exp)}; it must be a number`)
  const left = (exp as number) - now
  confirm(left > -clientAssertionSkew, 'the assertion has expired')
  confirm(left <= clientAssertionMaxLifetime, `the assertion lives longer than ${clientAssertionMaxLifetime} seconds`)
  for (const name of ['iat', 'nbf'] as const) {
    const begin = assertion.payload[name]
    if (begin === undefined) continue
    confirm(typeof begin === 'number' && Number.isFinite(begin), `${name} is ${describe(begin)}; it must be a number`)
    confirm((begin as number) <= now + clientAssertionSkew, `the assertion comes from the future (${name})`)
  }
  return pass('the assertion is current')
}

function identifier({ assertion }: ClientAssertionSubject): Pass {
  const { jti } = assertion.payload
  confirm(
    typeof jti === 'string' && jti !== '' && jti.length <= 500, `jti is ${describe(jti)}; it must be a unique text`,
  )
  return pass('has an identifier')
}

async function replay({ assertion, clientId, usedAssertions }: ClientAssertionSubject): Promise<Pass> {
  const { jti, exp } = assertion.payload
  const usableUntil = epochSeconds(Math.ceil(exp as number) + clientAssertionSkew + 1)
  const first = await usedAssertions.claim(sha256Base64url(JSON.stringify([clientId, jti as string])), usableUntil)
  confirm(first, 'this assertion was used before; make a new one for every request')
  return pass('not used before')
}
