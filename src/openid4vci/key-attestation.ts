import { confirm, firstWith, pass, type Check, type Pass, type Report } from '../base/checks.ts'
import type { Json, JsonObject } from '../base/json.ts'
import type { EpochSeconds, Seconds } from '../base/time.ts'
import { jwkThumbprint, parsePublicJwk, type P256PublicJwk } from '../jose/jwk.ts'
import { describe, parseCompactJws, signCompactJws, verifyEs256, type CompactJws } from '../jose/jws.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'
import { leafOf, parseX5c } from '../x509/x5c.ts'
import type { CredentialErrorCode } from './credential-response.ts'

/**
 * OpenID4VCI 1.0 "Attack Potential Resistance", from the strongest to the weakest. Other values exist; they compare
 * only with themselves.
 */
export const attackPotentialResistance = [
  'iso_18045_high', 'iso_18045_moderate', 'iso_18045_enhanced-basic', 'iso_18045_basic',
] as const

/** More keys than any batch here has. */
const maxKeys = 100

/**
 * Makes a key attestation: one for all keys of a batch — OpenID4VCI 1.0 "Key Attestation in JWT format", HAIP 1.0
 * "Key Attestations".
 *
 * @param nonce the issuer's `c_nonce`; undefined if it gives none
 * @param keyStorage what the storage of the keys resists, for example {@link attackPotentialResistance}
 * @param userAuthentication what the way to unlock them resists; undefined if nothing can be said of it
 * @param status a reference to a status list, if one is kept
 */
export const makeKeyAttestation = (
  key: CertifiedKey,
  { attestedKeys, nonce, iat, exp, keyStorage, userAuthentication, status }: {
    readonly attestedKeys: readonly [P256PublicJwk, ...P256PublicJwk[]]
    readonly nonce: string | undefined
    readonly iat: EpochSeconds
    readonly exp: EpochSeconds
    readonly keyStorage: readonly [string, ...string[]] | undefined
    readonly userAuthentication: readonly [string, ...string[]] | undefined
    readonly status?: JsonObject
  },
): Promise<string> =>
  signCompactJws(
    key,
    { typ: keyAttestationType, x5c: [...key.x5c] },
    {
      iat,
      exp,
      attested_keys: attestedKeys.map(({ kty, crv, x, y }) => ({ kty, crv, x, y })),
      ...(keyStorage !== undefined && { key_storage: keyStorage }),
      ...(userAuthentication !== undefined && { user_authentication: userAuthentication }),
      ...(nonce !== undefined && { nonce }),
      ...(status && { status }),
    },
  )

/** `key_attestations_required` of the issuer's metadata: each list names the values that are good enough. */
export interface KeyAttestationsRequired {
  readonly key_storage?: readonly string[]
  readonly user_authentication?: readonly string[]
}

export interface KeyAttestationExpectations {
  /** In the header of a `jwt` proof `exp` is required; as an `attestation` proof `nonce` is. */
  readonly proofType: 'jwt' | 'attestation'
  readonly required: KeyAttestationsRequired
  /** How many keys one request may bring. */
  readonly mostKeys: number
  readonly now: EpochSeconds
  /** How far the clocks may differ. */
  readonly skew: Seconds
  /** The challenges that were handed out and not yet spent. Looked up here, spent by the issuance that succeeds. */
  readonly nonces: OneTimeStore<true>
  /** Judges the attester's chain. @throws CheckFailed or Indeterminate if it is not trusted */
  readonly trusted: (x5c: readonly string[]) => Promise<void>
  /** Judges the `status` of an attestation that has one. @throws CheckFailed or Indeterminate unless it is valid */
  readonly notRevoked: (status: Json) => Promise<Pass>
}

export type KeyAttestationSubject = KeyAttestationExpectations & { readonly attestation: CompactJws }

/** @throws CheckFailed if the text is no JWT */
export const decodeKeyAttestation = (text: string, expected: KeyAttestationExpectations): KeyAttestationSubject => ({
  ...expected,
  attestation: parseCompactJws(text),
})

const format = 'OpenID4VCI 1.0 "Key Attestation in JWT format"'
const haip = 'HAIP 1.0 "Key Attestations"'
const required = 'OpenID4VCI 1.0 "Credential Issuer Metadata Parameters": key_attestations_required'
const nonceEndpoint = 'OpenID4VCI 1.0 "Nonce Endpoint"'
const beforeStatus = ['key_attestation_trusted', 'key_attestation_current']
const [readable, signed] = [['key_attestation_certificate'], ['key_attestation_signature']]

/** OpenID4VCI 1.0 "Key Attestation in JWT format" with the rules of HAIP 1.0 for the certificates. */
export const keyAttestationChecks: readonly Check<KeyAttestationSubject>[] = [
  { id: 'key_attestation_type', spec: `${format}: typ`, needs: [], run: typed },
  { id: 'key_attestation_certificate', spec: `${haip}: x5c`, needs: [], run: certificate },
  { id: 'key_attestation_signature', spec: format, needs: readable, run: signature },
  { id: 'key_attestation_trusted', spec: haip, needs: signed, run: attesterTrusted },
  { id: 'key_attestation_current', spec: `${format}: iat, exp`, needs: signed, run: current },
  { id: 'key_attestation_keys', spec: `${format}: attested_keys`, needs: signed, run: keys },
  { id: 'key_attestation_storage', spec: `${required}, key_storage`, needs: signed, run: storage },
  { id: 'key_attestation_user', spec: `${required}, user_authentication`, needs: signed, run: userAuthenticated },
  { id: 'key_attestation_status', spec: `${format}: status`, needs: beforeStatus, run: status },
  { id: 'key_attestation_nonce', spec: `${format}: nonce`, needs: signed, run: nonce },
  { id: 'key_attestation_nonce_known', spec: nonceEndpoint, needs: ['key_attestation_nonce'], run: nonceKnown },
]

export interface AttestedKeys {
  /** Each once, `kty`, `crv`, `x`, `y`, in the order of the attestation: a `jwt` proof is signed with the first. */
  readonly attestedKeys: readonly [P256PublicJwk, ...P256PublicJwk[]]
  readonly keyStorage: readonly string[]
  readonly userAuthentication: readonly string[]
  /** To be spent with the proof's own; undefined if the attestation has none. */
  readonly nonce: string | undefined
}

/** @throws Error if the report of {@link keyAttestationChecks} did not accept: then nothing is attested */
export function acceptKeyAttestation(report: Report, subject: KeyAttestationSubject): AttestedKeys {
  const ids = new Set(report.checks.map(({ id }) => id))
  if (!report.accepted || !keyAttestationChecks.every(({ id }) => ids.has(id))) {
    throw new Error('a key attestation that was not accepted attests nothing')
  }
  const { payload } = subject.attestation
  return {
    attestedKeys: keysOf(subject),
    keyStorage: statedIn(payload, 'key_storage') ?? [],
    userAuthentication: statedIn(payload, 'user_authentication') ?? [],
    nonce: payload['nonce'] as string | undefined,
  }
}

/** The first check that did not hold, as the one error that the response may carry. */
export function keyAttestationFault(report: Report): {
  readonly code: CredentialErrorCode
  readonly description: string
} {
  const fault = firstWith(report, 'failed', 'indeterminate')
  return {
    code: fault?.id === 'key_attestation_nonce_known' ? 'invalid_nonce' : 'invalid_proof',
    description: `The key attestation does not hold: ${fault?.outcome.detail ?? 'no check ran'}`,
  }
}

const keyAttestationType = 'key-attestation+jwt'

function typed({ attestation: { header } }: KeyAttestationSubject): Pass {
  confirm(header['typ'] === keyAttestationType, `typ is ${describe(header['typ'])}; it must be '${keyAttestationType}'`)
  return pass(`typ is ${keyAttestationType}`)
}

function certificate({ attestation }: KeyAttestationSubject): Pass {
  const [{ subjectName, sha256 }] = parseX5c(attestation.header)
  return pass('the header has the certificate of the attester', { certificate: subjectName, sha256 })
}

function signature({ attestation }: KeyAttestationSubject): Pass {
  verifyEs256(attestation, leafOf(attestation.header).publicKey)
  return pass('signed with the key of the certificate')
}

async function attesterTrusted({ attestation, trusted }: KeyAttestationSubject): Promise<Pass> {
  const chain = parseX5c(attestation.header)
  await trusted(chain.map(({ base64 }) => base64))
  return pass('the attester is one that is trusted here', { attester: chain[0].subjectName })
}

function current({ attestation: { payload }, proofType, now, skew }: KeyAttestationSubject): Pass {
  const { iat, exp } = payload
  confirm(isTime(iat), `iat is ${describe(iat)}; it must be a number`)
  confirm((iat as number) <= now + skew, 'the key attestation comes from the future (iat)', { iat: iat!, now })
  confirm(exp !== undefined || proofType === 'attestation', 'exp is missing; in a jwt proof a key attestation needs it')
  confirm(exp === undefined || isTime(exp), `exp is ${describe(exp)}; it must be a number`)
  const lasts = exp === undefined || (exp as number) > now - skew
  confirm(lasts, 'the key attestation has expired', { exp: exp ?? null, now })
  return pass('the key attestation is current')
}

const isTime = (value: Json | undefined): value is number => typeof value === 'number' && Number.isFinite(value)

function keys(subject: KeyAttestationSubject): Pass {
  const attested = keysOf(subject)
  const { mostKeys } = subject
  confirm(attested.length <= mostKeys, `${attested.length} keys are attested; at most ${mostKeys} are taken at once`)
  const thumbprints = attested.map(jwkThumbprint)
  confirm(new Set(thumbprints).size === thumbprints.length, 'a key is attested twice')
  return pass(`attests ${attested.length === 1 ? 'one key' : `${attested.length} keys`}`, { keys: attested.length })
}

function keysOf({ attestation: { payload } }: KeyAttestationSubject): readonly [P256PublicJwk, ...P256PublicJwk[]] {
  const { attested_keys } = payload
  confirm(Array.isArray(attested_keys), `attested_keys is ${describe(attested_keys)}; it must be an array of keys`)
  confirm(attested_keys.length <= maxKeys, 'attested_keys is longer than any batch')
  const [first, ...more] = attested_keys.map(parsePublicJwk).map(({ kty, crv, x, y }) => ({ kty, crv, x, y }))
  confirm(first !== undefined, 'attested_keys is empty')
  return [first, ...more]
}

function storage({ attestation: { payload }, required }: KeyAttestationSubject): Pass {
  return strongEnough(payload, 'key_storage', required.key_storage)
}

function userAuthenticated({ attestation: { payload }, required }: KeyAttestationSubject): Pass {
  return strongEnough(payload, 'user_authentication', required.user_authentication)
}

function strongEnough(payload: JsonObject, member: string, accepted: readonly string[] | undefined): Pass {
  const stated = statedIn(payload, member)
  if (accepted === undefined) return pass(`no ${member} is asked for`, { stated: [...(stated ?? [])] })
  confirm(stated !== undefined, `${member} is missing; one of ${accepted.join(', ')} is needed`)
  const met = stated.find((value) => accepted.some((wanted) => value === wanted || isStronger(value, wanted)))
  confirm(met !== undefined, `${member} is ${stated.join(', ').slice(0, 100)}; one of ${accepted.join(', ')} is needed`)
  return pass(`${member} is ${met}`, { stated: [...stated] })
}

/** @throws CheckFailed if the member is there and is no list of names */
function statedIn(payload: JsonObject, member: string): readonly string[] | undefined {
  const stated = payload[member]
  if (stated === undefined) return undefined
  const wellFormed = Array.isArray(stated) && stated.length > 0 && stated.every((value) => typeof value === 'string')
  confirm(wellFormed, `${member} is not a non-empty array of names`)
  return stated as readonly string[]
}

function isStronger(value: string, wanted: string): boolean {
  const ranked: readonly string[] = attackPotentialResistance
  return ranked.includes(value) && ranked.indexOf(value) < ranked.indexOf(wanted)
}

async function status({ attestation: { payload }, notRevoked }: KeyAttestationSubject): Promise<Pass> {
  return payload['status'] === undefined ? pass('without a status of its own') : notRevoked(payload['status'])
}

function nonce({ attestation: { payload }, proofType }: KeyAttestationSubject): Pass {
  const { nonce } = payload
  if (nonce === undefined && proofType === 'jwt') return pass('no nonce: that of the key proof counts')
  confirm(typeof nonce === 'string' && nonce !== '', 'nonce is missing; take a c_nonce from the nonce endpoint')
  return pass('has a nonce')
}

async function nonceKnown({ attestation: { payload }, nonces }: KeyAttestationSubject): Promise<Pass> {
  if (payload['nonce'] === undefined) return pass('no nonce: that of the key proof counts')
  const known = await nonces.peek(payload['nonce'] as string)
  confirm(known === true, 'the nonce is unknown, used or expired; take a new c_nonce from the nonce endpoint')
  return pass('the nonce is one of ours and unspent')
}
