import type { JsonObject } from '../src/base/json.ts'
import type { ClaimsPath } from '../src/base/claims-path.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import type { DataClass, RecipientSector } from '../src/base/transfer-rule.ts'
import { jurisdictionOf } from '../src/jurisdictions/index.ts'
import { adequacyScopeOf, transferRules } from '../src/jurisdictions/transfer-rules.ts'
import { selectedOrNone } from '../src/openid4vp/claims-path-pointer.ts'
import { matchDcqlQuery, queriesToAnswer, type HeldSdJwtVc } from '../src/openid4vp/dcql-matching.ts'
import type { CredentialQuery, DcqlQuery } from '../src/openid4vp/dcql-query.ts'
import { parseSdJwt } from '../src/sd-jwt/parse-sd-jwt.ts'
import { heldClaims } from '../src/sd-jwt/selectable-claims.ts'
import { scanObject } from '../src/transfer/content-scan.ts'
import { decideTransfer, type TransferDecision } from '../src/transfer/legal-basis.ts'
import { parseX5c } from '../src/x509/x5c.ts'
import type { ConsentTerms, HeldCredential, OverAsked, Share, VerifierSeen } from './records.ts'
import { pathsOf } from './request-scope.ts'

/**
 * What approving would share: for each Credential Query one credential and exactly the claims that were asked for —
 * OpenID4VP 1.0 "Selecting Claims and Credentials". Sets that are not required are left unanswered. Where the request
 * offers a choice, the one that does not ask too much is taken; where it does not, what it asks too much is named.
 */
export function consentTerms(
  query: DcqlQuery,
  held: readonly HeldCredential[],
  overAsked: readonly OverAsked[],
  verifier: VerifierSeen,
  now: EpochSeconds,
): Omit<ConsentTerms, 'shares'> & { readonly shares: readonly ChosenShare[] } {
  const modest = withoutOverAsking(query, overAsked)
  const match = matchDcqlQuery(modest, inOrderOfChoice(held, now).map(queried))
  const answered = queriesToAnswer(modest, match, { optional: false }) ?? requiredQueries(modest)
  const shares = answered.flatMap((id): ChosenShare[] => {
    const candidate = match.candidates.get(id)?.[0]
    return candidate ? [{ query: id, credentialId: candidate.credential.held.id, paths: candidate.claims }] : []
  })
  const blockedBy = shares.length > 0 ? blockingRule(shares, held, verifier) : undefined
  return {
    shares,
    overAsked: overAsked.filter(
      ({ query: id }) => answered.includes(id) && !hasModestChoice(queryOf(query, id), overAsked),
    ),
    missing: answered
      .filter((id) => shares.every((share) => share.query !== id))
      .map((id) => ({ query: id, vct: queryOf(query, id).meta.vct_values ?? [] })),
    requested: query.credentials.map((one) => ({
      query: one.id,
      type: one.meta.vct_values?.[0] ?? one.format,
      paths: pathsOf(one),
    })),
    ...(blockedBy !== undefined && { blockedBy }),
  }
}

/** Before it was looked up how the credential stands. */
export type ChosenShare = Omit<Share, 'condition'>

const queryOf = ({ credentials }: DcqlQuery, id: string): CredentialQuery =>
  credentials.find((query) => query.id === id)!

/** Options that ask too much are dropped where another one is left. */
function withoutOverAsking(query: DcqlQuery, overAsked: readonly OverAsked[]): DcqlQuery {
  const [first, ...others] = query.credentials
  const modest = (one: CredentialQuery): CredentialQuery => {
    const options = modestClaimSets(one, overAsked)
    return options.length > 0 ? { ...one, claim_sets: options } : one
  }
  const immodest = (id: string): boolean =>
    overAsked.some((one) => one.query === id) && !hasModestChoice(queryOf(query, id), overAsked)
  return {
    credentials: [modest(first), ...others.map(modest)],
    ...(query.credential_sets && {
      credential_sets: query.credential_sets.map(({ options, required }) => {
        const left = options.filter((ids) => !ids.some(immodest))
        return { required, options: left.length > 0 ? left : options }
      }),
    }),
  }
}

const hasModestChoice = (query: CredentialQuery, overAsked: readonly OverAsked[]): boolean =>
  modestClaimSets(query, overAsked).length > 0

function modestClaimSets(
  { id, claims = [], claim_sets = [] }: CredentialQuery,
  overAsked: readonly OverAsked[],
): readonly (readonly string[])[] {
  const tooMuch = (claimId: string): boolean => {
    const path = JSON.stringify(claims.find((claim) => claim.id === claimId)?.path)
    return overAsked.some((over) => over.query === id && JSON.stringify(over.path) === path)
  }
  return claim_sets.filter((ids) => !ids.some(tooMuch))
}

/** If the request cannot be answered: what it cannot do without, so that the holder sees what is missing. */
const requiredQueries = ({ credentials, credential_sets }: DcqlQuery): readonly string[] =>
  credential_sets
    ? [...new Set(credential_sets.filter(({ required }) => required).flatMap(({ options }) => options[0] ?? []))]
    : credentials.map(({ id }) => id)

interface Queried extends HeldSdJwtVc {
  readonly held: HeldCredential
}

const queried = (held: HeldCredential): Queried => ({
  held,
  format: 'dc+sd-jwt',
  vcts: [held.vct],
  claims: heldClaims(held.credential),
  holderBinding: true,
  authorities: [{ type: 'aki', values: authorityKeys(held.credential) }],
})

const authorityKeys = (credential: string): readonly string[] =>
  parseX5c(parseSdJwt(credential).issuerJwt.header).flatMap(
    ({ authorityKeyIdentifier }) => authorityKeyIdentifier ?? [],
  )

/** What is still valid before what is not, a listed issuer's before an unlisted one's, the newest first. */
const inOrderOfChoice = (held: readonly HeldCredential[], now: EpochSeconds): readonly HeldCredential[] =>
  held.toSorted(
    (one, other) =>
      Number(isExpired(one, now)) - Number(isExpired(other, now)) ||
      Number(one.listed === undefined) - Number(other.listed === undefined) ||
      other.receivedAt - one.receivedAt,
  )

export const isExpired = ({ expiresAt }: Pick<HeldCredential, 'expiresAt'>, now: EpochSeconds): boolean =>
  expiresAt !== undefined && now >= expiresAt

/** The transfer rule that forbids handing these over, from the holder's own hand; undefined if none does. */
function blockingRule(
  shares: readonly ChosenShare[],
  held: readonly HeldCredential[],
  verifier: VerifierSeen,
): string | undefined {
  for (const share of shares) {
    const credential = held.find(({ id }) => id === share.credentialId)!
    const decision = transferOf(credential, share.paths, verifier)
    if (decision && !decision.allowed) return decision.rule
  }
  return undefined
}

/**
 * On what ground the holder hands a credential's claims to this verifier. A credential that stays in its own
 * jurisdiction needs none; one from an issuer in no list has no jurisdiction to ask, and only what may never travel is
 * looked for.
 *
 * @returns undefined where no rule of transfer has anything to say
 */
export function transferOf(
  credential: HeldCredential,
  paths: readonly ClaimsPath[],
  verifier: VerifierSeen,
): TransferDecision | undefined {
  const data = dataClassesOf(credential, paths)
  const from = credential.listed?.territory
  const to = verifier.territory
  if (!data.includes('individual_number') && (from === undefined || from === to)) return undefined
  return decideTransfer(transferRules, {
    from: from ?? to,
    to,
    origin: from ?? to,
    recipientSector: sectorOf(verifier),
    mode: 'holder_direct',
    data,
    conditions: ['informed_consent', 'explicit_consent'],
    adequacyScope: from === undefined ? [] : adequacyScopeOf(from, to),
  })
}

function dataClassesOf(
  { credential }: HeldCredential,
  paths: readonly ClaimsPath[],
): readonly [DataClass, ...DataClass[]] {
  const claims = heldClaims(credential)
  const leaving: JsonObject = Object.fromEntries(
    paths.flatMap((path) => selectedOrNone(path, claims)).map(({ path, value }) => [path.join('.'), value]),
  )
  const found = scanObject(leaving, []).some(({ kind }) => kind === 'individual_number')
  return found ? ['personal', 'individual_number'] : ['personal']
}

/** As the jurisdiction knows the organisation; a stranger is what its registration says. */
function sectorOf({ territory, identifier, registration }: VerifierSeen): RecipientSector {
  const known = Object.values(jurisdictionOf(territory)?.verifiers ?? {}).find(
    ({ organizationIdentifier }) => organizationIdentifier === identifier,
  )
  return known?.sector ?? (registration.publicBody ? 'public' : 'private')
}
