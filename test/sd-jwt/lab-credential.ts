import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { runChecks, type Check, type Report } from '../../src/base/checks.ts'
import type { ClaimsPath } from '../../src/base/claims-path.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { days, epochSeconds, minutes } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import type { P256PublicJwk } from '../../src/jose/jwk.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import type { SigningKey } from '../../src/jose/signing-key.ts'
import { issueSdJwtVc } from '../../src/sd-jwt/issue-sd-jwt-vc.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { presentSdJwtVc, type PresentationOfSdJwtVc } from '../../src/sd-jwt/present-sd-jwt-vc.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'

/** 2026-11-22T08:00:00Z */
export const now = epochSeconds(1_795_334_400)

export const ca = await makeCa({ subject: { C: 'XM', O: 'LAB-Authority', CN: 'LAB-Root' }, now, validFor: days(900) })

const certified = (CN: string) =>
  makeLeaf({ profile: 'credentialIssuer', subject: { C: 'XM', O: 'LAB-University', CN }, ca, now, validFor: days(400) })

export const issuer = await certified('LAB-University')
export const otherIssuer = await certified('LAB-Other-University')
export const holder = generateSoftwareKey().key
export const stranger = generateSoftwareKey().key

export const vct = 'urn:lab:diploma:1'
export const nonce = 'LoT-1w9xhVlI7kXGzQ6rQX3ReEUcqJaN2v0o6V5hMvE'
export const audience = 'x509_hash:lab-verifier'
export const expected = { now, skew: minutes(1), nonce, audience, vct: [vct] }

export const claims: JsonObject = {
  vct,
  iss: 'https://university.example',
  iat: now - 3600,
  nbf: now - 3600,
  exp: now + 86_400 * 365,
  status: { status_list: { idx: 4711, uri: 'https://university.example/status-lists/1' } },
  issuing_country: 'XM',
  given_name: 'LAB-Hanako',
  family_name: 'LAB-Mihon',
  nationalities: ['XA', 'XB'],
  address: { locality: 'LAB-Town', country: 'XM', lines: ['1', '2'] },
}

export const disclosable: readonly ClaimsPath[] = [
  ['given_name'],
  ['family_name'],
  ['nationalities', null],
  ['address'],
  ['address', 'locality'],
  ['address', 'lines', null],
]

export interface Variation {
  readonly claims?: JsonObject
  readonly disclosable?: readonly ClaimsPath[]
  readonly always?: readonly string[]
  readonly holderKey?: P256PublicJwk
}

export const issue = (varied: Variation = {}): Promise<string> =>
  issueSdJwtVc({
    key: issuer.key,
    claims: varied.claims ?? claims,
    always: varied.always ?? ['issuing_country'],
    disclosable: varied.disclosable ?? disclosable,
    holderKey: varied.holderKey ?? holder.publicJwk,
    random: systemRandom,
    decoys: 3,
  })

export const credential = await issue()

const disclose: readonly ClaimsPath[] = [['given_name'], ['address', 'locality']]

export const present = (held: string, varied: Partial<PresentationOfSdJwtVc> = {}): Promise<string> =>
  presentSdJwtVc({ credential: held, disclose, nonce, audience, holderKey: holder, now, ...varied })

/** Signs what an issuer would never sign, with the given disclosures behind it. */
export async function issueRaw({
  header = {},
  payload,
  disclosures = [],
  key = issuer.key,
}: {
  header?: JsonObject
  payload: JsonObject
  disclosures?: readonly string[]
  key?: SigningKey
}): Promise<string> {
  const jwt = await signCompactJws(key, { typ: 'dc+sd-jwt', x5c: [...issuer.x5c], ...header }, payload)
  return [jwt, ...disclosures, ''].join('~')
}

/** The payload and the disclosures of a credential, for changing one of them and signing again. */
export function taken(held: string): { payload: JsonObject; disclosures: readonly string[] } {
  const { issuerJwt, disclosures } = parseSdJwt(held)
  return { payload: issuerJwt.payload, disclosures: disclosures.map(({ text }) => text) }
}

/** Runs a list; a bug in a check becomes an error of the test. */
export async function run<Subject>(subject: Subject, checks: readonly Check<Subject>[]): Promise<Report> {
  const bugs: unknown[] = []
  const report = await runChecks(subject, checks, (bug) => bugs.push(bug))
  if (bugs.length > 0) throw bugs[0]
  return report
}

export const failed = (report: Report): readonly string[] =>
  report.checks.filter(({ outcome }) => outcome.status === 'failed').map(({ id }) => id)
