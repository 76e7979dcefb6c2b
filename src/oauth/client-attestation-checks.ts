import { sha256Base64url } from '../base/bytes.ts'
import { confirm, firstWith, pass, type Check, type Pass, type Report } from '../base/checks.ts'
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts'
import { epochSeconds, hours, minutes, type EpochSeconds, type Seconds } from '../base/time.ts'
import { jwkThumbprint, parsePublicJwk, type P256PublicJwk } from '../jose/jwk.ts'
import { describe, parseCompactJws, verifyEs256, type CompactJws } from '../jose/jws.ts'
import { leafOf, parseX5c } from '../x509/x5c.ts'
import { clientAttestationPopType, clientAttestationType } from './client-attestation.ts'

/** EUDI TS3 v1.5: an attestation lives less than this, so that a withdrawn wallet is soon without one. */
export const clientAttestationMaxLifetime = hours(24)
/** How old a proof of possession may be; what it may be ahead is the expectation `skew`. */
export const clientAttestationPopMaxAge = minutes(5)

export interface ClientAttestationExpectations {
  /** The authorization server's issuer identifier, exactly as published. */
  readonly authorizationServer: string
  readonly now: EpochSeconds
  /** How far the clocks may differ. */
  readonly skew: Seconds
  /** Whether a challenge is one of ours and still good; `'none-issued'` where the server gives none. */
  readonly challenge: 'none-issued' | ((challenge: string) => Promise<boolean>)
  /** Judges the attester's chain. @throws CheckFailed or Indeterminate if it is not trusted */
  readonly trusted: (x5c: readonly string[]) => Promise<void>
  /** Judges the `status` of an attestation that has one. @throws CheckFailed or Indeterminate unless it is valid */
  readonly notRevoked: (status: Json) => Promise<Pass>
  /** True for the first claim of this key until `expiresAt`; the key is a hash over `jti` and the instance key. */
  readonly claimPop: (key: string, expiresAt: EpochSeconds) => Promise<boolean>
}

export type ClientAttestationSubject = ClientAttestationExpectations & {
  readonly attestation: CompactJws
  readonly pop: CompactJws
}

/** @throws CheckFailed if one of the two header values is no JWT */
export const decodeClientAttestation = (
  { attestation, pop }: { readonly attestation: string; readonly pop: string },
  expected: ClientAttestationExpectations,
): ClientAttestationSubject => ({ ...expected, attestation: parseCompactJws(attestation), pop: parseCompactJws(pop) })

const spec = (heading: string): string => `OAuth 2.0 Attestation-Based Client Authentication -07 "${heading}"`
const [jwt, popJwt, processing] = [
  spec('Client Attestation JWT'), spec('Client Attestation PoP JWT'), spec('Verification and Processing'),
]
const haip = 'HAIP 1.0 "Wallet Attestation"'
const statusMember = 'OpenID4VCI 1.0 "Wallet Attestations in JWT format": status'
const [signed, proved] = [['client_attestation_signature'], ['client_attestation_pop_signature']]

const beforeStatus = ['client_attestation_trusted', 'client_attestation_lifetime']
const beforePopClient = ['client_attestation_client', ...proved]

const beforeReplay: readonly Check<ClientAttestationSubject>[] = [
  { id: 'client_attestation_type', spec: jwt, needs: [], run: attestationTyped },
  { id: 'client_attestation_certificate', spec: `${haip}: x5c`, needs: [], run: certificate },
  { id: 'client_attestation_signature', spec: processing, needs: ['client_attestation_certificate'], run: signature },
  { id: 'client_attestation_trusted', spec: `${processing}, ${haip}`, needs: signed, run: attesterTrusted },
  { id: 'client_attestation_client', spec: `${jwt}: sub`, needs: signed, run: client },
  { id: 'client_attestation_key', spec: `${jwt}: cnf`, needs: signed, run: instanceKeyPresent },
  { id: 'client_attestation_current', spec: `${jwt}: exp, nbf, iat`, needs: signed, run: current },
  { id: 'client_attestation_lifetime', spec: 'EUDI TS3 v1.5', needs: ['client_attestation_current'], run: lifetime },
  { id: 'client_attestation_status', spec: statusMember, needs: beforeStatus, run: status },
  { id: 'client_attestation_pop_type', spec: popJwt, needs: [], run: popTyped },
  { id: 'client_attestation_pop_signature', spec: processing, needs: ['client_attestation_key'], run: popSignature },
  { id: 'client_attestation_pop_client', spec: `${popJwt}: iss`, needs: beforePopClient, run: popClient },
  { id: 'client_attestation_pop_audience', spec: `${popJwt}: aud`, needs: proved, run: popAudience },
  { id: 'client_attestation_pop_fresh', spec: `${popJwt}: iat`, needs: proved, run: popFresh },
  { id: 'client_attestation_pop_identifier', spec: `${popJwt}: jti`, needs: proved, run: popIdentifier },
  { id: 'client_attestation_challenge', spec: spec('Challenge Retrieval'), needs: proved, run: popChallenge },
]

const everythingElse = beforeReplay.map(({ id }) => id)

/**
 * Draft -07 "Verification and Processing" with the rules of HAIP 1.0 for the certificates; what -10 leaves out (`iss`)
 * may be absent. A proof is spent only when everything else holds. That the attested client is the `client_id` of the
 * request is the endpoint's comparison.
 */
export const clientAttestationChecks: readonly Check<ClientAttestationSubject>[] = [
  ...beforeReplay,
  { id: 'client_attestation_pop_replay', spec: spec('Replay Attack Detection'), needs: everythingElse, run: replay },
]

export interface AttestedClient {
  /** `sub`: to be compared with the `client_id` of the request. */
  readonly clientId: string
  /** The key of this instance of the wallet: `kty`, `crv`, `x`, `y`. */
  readonly instanceKey: P256PublicJwk
  readonly walletName?: string
}

/** @throws Error if the report of {@link clientAttestationChecks} did not accept: then there is no client to name */
export function acceptClientAttestation(report: Report, subject: ClientAttestationSubject): AttestedClient {
  const ids = new Set(report.checks.map(({ id }) => id))
  if (!report.accepted || !clientAttestationChecks.every(({ id }) => ids.has(id))) {
    throw new Error('a client attestation that was not accepted names nobody')
  }
  const { kty, crv, x, y } = instanceKey(subject)
  const { sub, wallet_name } = subject.attestation.payload
  return {
    clientId: sub as string,
    instanceKey: { kty, crv, x, y },
    ...(typeof wallet_name === 'string' && { walletName: wallet_name }),
  }
}

/** Draft -07 "OAuth Extensions Error Registration". */
export type ClientAttestationErrorCode =
  | 'use_attestation_challenge'
  | 'use_fresh_attestation'
  | 'invalid_client_attestation'

/** The first check that did not hold, as the one error that the response may carry. */
export function clientAttestationFault(report: Report): {
  readonly code: ClientAttestationErrorCode
  readonly description: string
} {
  const fault = firstWith(report, 'failed', 'indeterminate')
  return {
    code: codes.get(fault?.id ?? '') ?? 'invalid_client_attestation',
    description: `The client attestation does not hold: ${fault?.outcome.detail ?? 'no check ran'}`,
  }
}

const codes: ReadonlyMap<string, ClientAttestationErrorCode> = new Map([
  ['client_attestation_current', 'use_fresh_attestation'],
  ['client_attestation_challenge', 'use_attestation_challenge'],
])

function attestationTyped({ attestation: { header } }: ClientAttestationSubject): Pass {
  const { typ } = header
  confirm(typ === clientAttestationType, `typ is ${describe(typ)}; it must be '${clientAttestationType}'`)
  return pass(`typ is ${clientAttestationType}`)
}

function certificate({ attestation }: ClientAttestationSubject): Pass {
  const [{ subjectName, sha256 }] = parseX5c(attestation.header)
  return pass('the header has the certificate of the attester', { certificate: subjectName, sha256 })
}

function signature({ attestation }: ClientAttestationSubject): Pass {
  verifyEs256(attestation, leafOf(attestation.header).publicKey)
  return pass('signed with the key of the certificate')
}

async function attesterTrusted({ attestation, trusted }: ClientAttestationSubject): Promise<Pass> {
  const chain = parseX5c(attestation.header)
  await trusted(chain.map(({ base64 }) => base64))
  return pass('the attester is one that is trusted here', { attester: chain[0].subjectName })
}

function client({ attestation: { payload } }: ClientAttestationSubject): Pass {
  const { sub } = payload
  const named = typeof sub === 'string' && sub !== '' && sub.length <= 500
  confirm(named, `sub is ${describe(sub)}; it must be the client_id`)
  return pass('names the client', { client_id: sub as string })
}

function instanceKeyPresent(subject: ClientAttestationSubject): Pass {
  return pass('names the key of the instance', { jkt: jwkThumbprint(instanceKey(subject)) })
}

function instanceKey({ attestation: { payload } }: ClientAttestationSubject): P256PublicJwk {
  const { cnf } = payload
  confirm(isJsonObject(cnf) && 'jwk' in cnf, 'cnf has no jwk: the attestation is bound to no key')
  return parsePublicJwk((cnf as JsonObject)['jwk'])
}

function current({ attestation: { payload }, now, skew }: ClientAttestationSubject): Pass {
  const { exp, nbf, iat } = payload
  confirm(isTime(exp), `exp of the attestation is ${describe(exp)}; it must be a number`)
  const evidence = { exp, now }
  confirm(exp > now - skew, 'the attestation has expired; take a new one from the wallet provider', evidence)
  confirmBegun({ nbf, iat, now, skew }, 'attestation')
  return pass('the attestation is current', evidence)
}

function confirmBegun(
  { nbf, iat, now, skew }: { nbf: Json | undefined; iat: Json | undefined; now: EpochSeconds; skew: Seconds },
  what: string,
): void {
  for (const [name, begin] of [['nbf', nbf], ['iat', iat]] as const) {
    if (begin === undefined) continue
    confirm(isTime(begin), `${name} of the ${what} is ${describe(begin)}; it must be a number`)
    confirm((begin as number) <= now + skew, `the ${what} comes from the future (${name})`, { [name]: begin, now })
  }
}

const isTime = (value: Json | undefined): value is number => typeof value === 'number' && Number.isFinite(value)

function lifetime({ attestation: { payload }, now, skew }: ClientAttestationSubject): Pass {
  const { exp, iat, nbf } = payload
  const begin = [iat, nbf].find(isTime) ?? now + skew
  const lives = Math.round((exp as number) - begin)
  const most = clientAttestationMaxLifetime
  confirm(lives < most, `the attestation lives ${lives} seconds; it must be less than ${most}`)
  return pass('the attestation is short-lived')
}

async function status({ attestation, notRevoked }: ClientAttestationSubject): Promise<Pass> {
  const { status } = attestation.payload
  return status === undefined ? pass('short-lived, without a status of its own') : notRevoked(status)
}

function popTyped({ pop: { header } }: ClientAttestationSubject): Pass {
  const { typ } = header
  const wanted = clientAttestationPopType
  confirm(typ === wanted, `typ of the PoP is ${describe(typ)}; it must be '${wanted}'`)
  return pass(`typ is ${wanted}`)
}

function popSignature(subject: ClientAttestationSubject): Pass {
  verifyEs256(subject.pop, instanceKey(subject))
  return pass('signed with the key of the instance')
}

function popClient({ attestation, pop }: ClientAttestationSubject): Pass {
  const { iss } = pop.payload
  if (iss === undefined) return pass('no iss, as in the newer drafts')
  confirm(iss === attestation.payload['sub'], 'iss of the PoP is another client than sub of the attestation')
  return pass('iss is the attested client')
}

function popAudience({ pop: { payload }, authorizationServer }: ClientAttestationSubject): Pass {
  const { aud } = payload
  const expected = authorizationServer
  const addressed = Array.isArray(aud) ? aud.length === 1 && aud[0] === expected : aud === expected
  confirm(addressed, 'aud of the PoP is not the issuer identifier of this authorization server', { expected })
  return pass('made for this authorization server')
}

function popFresh({ pop: { payload }, now, skew }: ClientAttestationSubject): Pass {
  const { iat, nbf, exp } = payload
  confirm(isTime(iat), `iat of the PoP is ${describe(iat)}; it must be a number`)
  const age = Math.round(now - (iat as number))
  const most = clientAttestationPopMaxAge
  confirm(age <= most, `the PoP was made ${age} seconds ago; at most ${most} are accepted`)
  confirmBegun({ nbf, iat, now, skew }, 'PoP')
  confirm(exp === undefined || (isTime(exp) && exp > now - skew), 'the PoP has expired')
  return pass('made just now')
}

function popIdentifier({ pop: { payload } }: ClientAttestationSubject): Pass {
  const { jti } = payload
  const usable = typeof jti === 'string' && jti !== '' && jti.length <= 500
  confirm(usable, `jti of the PoP is ${describe(jti)}; it must be a unique text`)
  return pass('has an identifier')
}

async function popChallenge({ pop: { payload }, challenge: isOurs }: ClientAttestationSubject): Promise<Pass> {
  if (isOurs === 'none-issued') return pass('this server gives no challenges')
  const { challenge } = payload
  const answers = typeof challenge === 'string' && challenge !== ''
  confirm(answers, 'the PoP has no challenge; take one from the challenge endpoint')
  confirm(await isOurs(challenge as string), 'the challenge is unknown or too old; take a new one')
  return pass('answers a challenge of this server')
}

async function replay(subject: ClientAttestationSubject): Promise<Pass> {
  const { jti, iat } = subject.pop.payload
  const usableUntil = epochSeconds(Math.ceil(iat as number) + clientAttestationPopMaxAge + 1)
  const key = sha256Base64url(`${jwkThumbprint(instanceKey(subject))}.${jti as string}`)
  confirm(await subject.claimPop(key, usableUntil), 'this PoP was used before; make a new one for every request')
  return pass('not used before')
}
