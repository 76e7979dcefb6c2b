import { confirm, pass, type Check, type Pass, type Report } from '../base/checks.ts'
import { showPath, type ClaimsPath } from '../base/claims-path.ts'
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts'
import type { EpochSeconds, Seconds } from '../base/time.ts'
import type { P256PublicJwk } from '../jose/jwk.ts'
import { describe } from '../jose/jws.ts'
import type { Certificate } from '../x509/certificate.ts'
import { parseX5c, type Chain } from '../x509/x5c.ts'
import {
  disclosures,
  hashFunction,
  holderKey,
  issuerSignature,
  numericDate,
  validityPeriod,
} from './issuer-signed-jwt.ts'
import {
  keyBindingAudience,
  keyBindingFresh,
  keyBindingPresent,
  keyBindingSignature,
  keyBindingTransaction,
  sdHash,
} from './key-binding-jwt.ts'
import { once } from './once.ts'
import {
  confirmationKey,
  readPieces,
  type PresentationExpectations,
  type PresentedSdJwt,
  type ReceivedSdJwt,
} from './received-sd-jwt.ts'

/**
 * The presentation of an SD-JWT VC (draft -13, which HAIP 1.0 pins), in the order of RFC 9901 §7.3. The verifier always
 * requires Key Binding. Whether the issuer's certificate is trusted, and the credential's status, are for other lists.
 */
export const sdJwtVcChecks: readonly Check<SdJwtVcSubject>[] = [
  { id: 'issuer_jwt', spec: 'SD-JWT VC -13 "JOSE Header"', needs: [], run: credentialType },
  {
    id: 'issuer_certificate',
    spec: 'HAIP 1.0 "Issuer identification and key resolution"',
    needs: ['issuer_jwt'],
    run: issuerCertificate,
  },
  { id: 'issuer_signature', spec: 'RFC 9901 §7.1 (2)', needs: ['issuer_certificate'], run: issuerSignature },
  { id: 'hash_function', spec: 'RFC 9901 §4.1.1', needs: ['issuer_signature'], run: hashFunction },
  { id: 'disclosures', spec: 'RFC 9901 §7.1 (3-5)', needs: ['hash_function'], run: disclosures },
  {
    id: 'registered_claims',
    spec: 'SD-JWT VC -13 "Registered JWT Claims"',
    needs: ['disclosures'],
    run: registeredClaims,
  },
  {
    id: 'vct',
    spec: 'SD-JWT VC -13 "Verifiable Credential Type"',
    needs: ['issuer_signature'],
    run: credentialTypeExpected,
  },
  { id: 'validity_period', spec: 'RFC 9901 §7.1 (6)', needs: ['issuer_signature'], run: validityPeriod },
  { id: 'key_binding_present', spec: 'RFC 9901 §7.3 (2)', needs: ['issuer_jwt'], run: keyBindingPresent },
  { id: 'holder_key', spec: 'RFC 9901 §7.3 (5.1)', needs: ['issuer_signature'], run: holderKey },
  {
    id: 'key_binding_signature',
    spec: 'RFC 9901 §7.3 (5.2-5.4)',
    needs: ['key_binding_present', 'holder_key'],
    run: keyBindingSignature,
  },
  { id: 'key_binding_fresh', spec: 'RFC 9901 §7.3 (5.5)', needs: ['key_binding_signature'], run: keyBindingFresh },
  {
    id: 'key_binding_transaction',
    spec: 'OpenID4VP 1.0 "Preventing Replay of Verifiable Presentations"',
    needs: ['key_binding_signature'],
    run: keyBindingTransaction,
  },
  {
    id: 'key_binding_audience',
    spec: 'OpenID4VP 1.0 B.3 "Presentation Response"',
    needs: ['key_binding_signature'],
    run: keyBindingAudience,
  },
  { id: 'sd_hash', spec: 'RFC 9901 §4.3.1', needs: ['hash_function', 'key_binding_signature'], run: sdHash },
]

/** A credential during its verification. `exp`, `cnf` and the like are read from what the issuer signed in clear. */
export interface ReceivedSdJwtVc extends ReceivedSdJwt {
  readonly issuerChain: () => Chain
  readonly expected: CredentialExpectations & ReceivedSdJwt['expected']
}

export interface CredentialExpectations {
  readonly now: EpochSeconds
  readonly skew: Seconds
  /** The types that are asked for; another one is refused. */
  readonly vct: readonly string[]
}

export interface SdJwtVcSubject extends ReceivedSdJwtVc, PresentedSdJwt {
  readonly expected: CredentialExpectations & PresentedSdJwt['expected']
}

/** Begins the verification of a presentation. Never throws: what cannot be read fails the check that asks for it. */
export const decodeSdJwtVc = (
  text: string,
  expected: CredentialExpectations & PresentationExpectations,
): SdJwtVcSubject => readSdJwtVc(text, { ...expected, mustExpire: true })

/** The same for a text from anyone. `exp` is required: ETSI TS 119 472-1 has it so, and HAIP 1.0 advises it. */
export function readSdJwtVc<Expected extends ReceivedSdJwtVc['expected']>(text: string, expected: Expected) {
  const pieces = readPieces(text)
  const issuerChain = once(() => parseX5c(pieces.issuerJwt().header))
  const registeredClaims = () => pieces.issuerJwt().payload
  const holderKey = once(() => confirmationKey(registeredClaims()))
  return { ...pieces, issuerChain, issuerKey: () => issuerChain()[0].publicKey, registeredClaims, holderKey, expected }
}

export interface VerifiedSdJwtVc {
  /** The processed payload: what was in the clear and what the holder disclosed. */
  readonly claims: JsonObject
  readonly vct: string
  readonly issuerCertificate: Certificate
  readonly x5c: readonly [string, ...string[]]
  /** The `status` claim, unread: see `src/status-list`. */
  readonly status?: Json
  readonly issuedAt?: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly holderKey: P256PublicJwk
  readonly disclosedPaths: readonly ClaimsPath[]
}

/**
 * Gives out the claims.
 *
 * @param report of a list in which all of {@link sdJwtVcChecks} were run for this subject
 * @param prefix with which they were lifted into that list
 * @throws Error if the report is not accepted or was made by another list: the caller has to look first
 */
export function acceptSdJwtVc(report: Report, subject: SdJwtVcSubject, prefix = ''): VerifiedSdJwtVc {
  const passed = new Set(report.checks.filter(({ outcome }) => outcome.status === 'passed').map(({ id }) => id))
  if (!report.accepted || !sdJwtVcChecks.every(({ id }) => passed.has(prefix + id))) {
    throw new Error('claims are readable only from an accepted report')
  }
  const { vct, status, iat, exp } = subject.registeredClaims()
  const { claims, disclosed } = subject.processed()
  const [leaf, ...above] = subject.issuerChain()
  return {
    claims,
    vct: vct as string,
    issuerCertificate: leaf,
    x5c: [leaf.base64, ...above.map(({ base64 }) => base64)],
    ...(status !== undefined && { status }),
    ...(iat !== undefined && { issuedAt: numericDate(iat, 'iat') }),
    expiresAt: numericDate(exp, 'exp'),
    holderKey: subject.holderKey(),
    disclosedPaths: disclosed.map(({ path }) => path),
  }
}

export function credentialType({ issuerJwt, parts }: ReceivedSdJwtVc): Pass {
  const { typ } = issuerJwt().header
  confirm(typ === 'dc+sd-jwt', `the typ of the issuer-signed JWT is ${describe(typ)}, not 'dc+sd-jwt'`)
  return pass(`an SD-JWT VC with ${parts().disclosureTexts.length} disclosures`, { typ })
}

/** Shape only: the leaf is not self-signed and the anchor is not among them. */
export function issuerCertificate({ issuerChain }: ReceivedSdJwtVc): Pass {
  const [leaf] = issuerChain()
  return pass('the header carries the certificate of the signer', {
    subject: leaf.subjectName,
    serialNumber: leaf.serialNumber,
    sha256: leaf.sha256,
  })
}

/** What a verifier relies on to judge the credential itself must not depend on the holder's choice. */
export function registeredClaims({ registeredClaims, processed }: ReceivedSdJwtVc): Pass {
  for (const { path } of processed().disclosed) {
    confirm(
      !neverDisclosable.includes(String(path[0])),
      `${showPath(path)} is disclosed selectively, which is forbidden for it`,
    )
  }
  const claims = registeredClaims()
  for (const name of ['iss', 'sub', 'vct#integrity']) {
    confirm(
      claims[name] === undefined || typeof claims[name] === 'string',
      `${name} is ${describe(claims[name])}, not a string`,
    )
  }
  confirm(claims['status'] === undefined || isJsonObject(claims['status']), 'status is not an object')
  return pass('the claims on which the credential itself is judged stand in the clear')
}

/** SD-JWT VC -13 "Registered JWT Claims". */
export const neverDisclosable: readonly string[] = ['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'status']

export function credentialTypeExpected({ registeredClaims, expected }: ReceivedSdJwtVc): Pass {
  const { vct } = registeredClaims()
  confirm(typeof vct === 'string' && vct !== '', `vct is ${describe(vct)}, not a string`)
  confirm(expected.vct.includes(vct), `the credential is of type ${describe(vct)}, which was not asked for`)
  return pass('the credential is of the type asked for', { vct })
}
