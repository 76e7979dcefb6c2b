import { confirm, firstWith, pass, runChecks, type Check, type Pass, type Verdict } from '../base/checks.ts'
import { minutes, type EpochSeconds } from '../base/time.ts'
import { jwkThumbprint, parsePublicJwk, type P256PublicJwk } from '../jose/jwk.ts'
import { describe, parseCompactJws, signCompactJws, verifyEs256, type CompactJws } from '../jose/jws.ts'
import type { SigningKey } from '../jose/signing-key.ts'

/** How old a proof may be, and how far the clock of who made it may be ahead. */
export const possessionProofMaxAge = minutes(5)
export const possessionProofMaxAhead = minutes(1)

const proofType = 'kakehashi-possession+jwt'

/**
 * Proves to a wallet provider that one has a key: how a wallet does that is outside every specification, so this is a
 * format of the lab, with a type of its own so that it is good for nothing else.
 *
 * @param audience the provider's base URL
 * @param challenge the one that the provider gave for this request
 */
export function makePossessionProof({ key, audience, challenge, now }: {
  readonly key: SigningKey
  readonly audience: string
  readonly challenge: string
  readonly now: EpochSeconds
}): Promise<string> {
  const { kty, crv, x, y } = key.publicJwk
  return signCompactJws(key, { typ: proofType, jwk: { kty, crv, x, y } }, { aud: audience, challenge, iat: now })
}

export interface PossessionProofExpectations {
  readonly audience: string
  /** The challenge of this request, which the provider gave and has just taken back. */
  readonly challenge: string
  readonly now: EpochSeconds
}

export type PossessionProofSubject = PossessionProofExpectations & { readonly proof: CompactJws }

/** @throws CheckFailed if the text is no JWT */
export const decodePossessionProof = (text: string, expected: PossessionProofExpectations): PossessionProofSubject => ({
  ...expected,
  proof: parseCompactJws(text),
})

const signed = ['possession_signature']

export const possessionProofChecks: readonly Check<PossessionProofSubject>[] = [
  { id: 'possession_type', spec: 'lab', needs: [], run: type },
  { id: 'possession_key', spec: 'lab', needs: [], run: publicKey },
  { id: 'possession_signature', spec: 'lab', needs: ['possession_key'], run: signature },
  { id: 'possession_audience', spec: 'lab', needs: signed, run: audience },
  { id: 'possession_challenge', spec: 'lab', needs: signed, run: challenge },
  { id: 'possession_fresh', spec: 'lab', needs: signed, run: fresh },
]

/** Runs {@link possessionProofChecks}; the value is the proven key: `kty`, `crv`, `x`, `y`. */
export async function verifyPossessionProof(
  subject: PossessionProofSubject,
  onBug: (error: unknown) => void,
): Promise<Verdict<P256PublicJwk>> {
  const report = await runChecks(subject, possessionProofChecks, onBug)
  if (!report.accepted) return { accepted: false, report }
  const { kty, crv, x, y } = keyOf(subject)
  return { accepted: true, report, value: { kty, crv, x, y } }
}

/** The sentence for `error_description`: the first check that did not hold. */
export const possessionFault = ({ report }: Verdict<unknown>): string =>
  `The proof does not hold: ${firstWith(report, 'failed', 'indeterminate')?.outcome.detail ?? 'no check ran'}`

function type({ proof: { header } }: PossessionProofSubject): Pass {
  confirm(header['typ'] === proofType, `typ is ${describe(header['typ'])}; it must be '${proofType}'`)
  return pass(`typ is ${proofType}`)
}

const keyOf = ({ proof: { header } }: PossessionProofSubject): P256PublicJwk => parsePublicJwk(header['jwk'])

function publicKey(subject: PossessionProofSubject): Pass {
  return pass('the header has one public key', { jkt: jwkThumbprint(keyOf(subject)) })
}

function signature(subject: PossessionProofSubject): Pass {
  verifyEs256(subject.proof, keyOf(subject))
  return pass('signed with the key in the header')
}

function audience({ proof: { payload }, audience }: PossessionProofSubject): Pass {
  confirm(payload['aud'] === audience, 'aud is not this wallet provider', { expected: audience })
  return pass('made for this wallet provider')
}

function challenge({ proof: { payload }, challenge }: PossessionProofSubject): Pass {
  confirm(payload['challenge'] === challenge, 'the proof answers another challenge than that of this request')
  return pass('answers the challenge of this request')
}

function fresh({ proof: { payload }, now }: PossessionProofSubject): Pass {
  const { iat } = payload
  confirm(typeof iat === 'number' && Number.isFinite(iat), `iat is ${describe(iat)}; it must be a number`)
  const age = Math.round(now - (iat as number))
  const [oldest, newest] = [possessionProofMaxAge, possessionProofMaxAhead]
  confirm(age <= oldest, `iat is ${age} seconds ago; at most ${oldest} are accepted`)
  confirm(-age <= newest, `iat is ${-age} seconds ahead; at most ${newest} are accepted`)
  return pass('made just now')
}
