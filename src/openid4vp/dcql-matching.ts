import { CheckFailed } from '../base/checks.ts'
import type { ClaimsPath } from '../base/claims-path.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { selectedOrNone, selectElement, type NameSpaces } from './claims-path-pointer.ts'
import type { ClaimsQuery, CredentialQuery, DcqlQuery, TrustedAuthoritiesQuery } from './dcql-query.ts'

/** What a Wallet tells the query engine about one credential that it holds. */
export type HeldCredential = HeldSdJwtVc | HeldMdoc

export interface HeldSdJwtVc extends HeldInAnyFormat {
  readonly format: 'dc+sd-jwt'
  /** Its `vct`, and the types that this one extends. */
  readonly vcts: readonly string[]
  /** All claims, disclosed or not. */
  readonly claims: JsonObject
}

export interface HeldMdoc extends HeldInAnyFormat {
  readonly format: 'mso_mdoc'
  readonly docType: string
  readonly nameSpaces: NameSpaces
}

interface HeldInAnyFormat {
  /** Whether the holder can prove possession of a key in it. */
  readonly holderBinding: boolean
  /** What is known about who stands behind it: `aki` with the key identifiers of its chain, and other types. */
  readonly authorities: readonly TrustedAuthoritiesQuery[]
}

/** A credential that may answer a Credential Query, and exactly what would be disclosed of it. */
export interface Candidate<Held> {
  readonly credential: Held
  readonly claims: readonly ClaimsPath[]
}

export interface DcqlMatch<Held> {
  /** Whether the request can be answered; if not, nothing at all is returned. */
  readonly satisfiable: boolean
  /** By Credential Query id, in the order of the query and of the wallet. */
  readonly candidates: ReadonlyMap<string, readonly Candidate<Held>[]>
  readonly credentialSets: readonly { readonly required: boolean; readonly satisfiableOptions: readonly number[] }[]
}

/** OpenID4VP 1.0 "Selecting Claims and Credentials", the Wallet's side. */
export function matchDcqlQuery<Held extends HeldCredential>(query: DcqlQuery, held: readonly Held[]): DcqlMatch<Held> {
  const candidates = new Map(query.credentials.map((one) => [one.id, candidatesFor(one, held)] as const))
  const answerable = (id: string): boolean => (candidates.get(id) ?? []).length > 0
  const credentialSets = (query.credential_sets ?? []).map(({ required, options }) => ({
    required,
    satisfiableOptions: [...options.keys()].filter((position) => options[position]!.every(answerable)),
  }))
  const satisfiable = query.credential_sets
    ? credentialSets.every(({ required, satisfiableOptions }) => !required || satisfiableOptions.length > 0)
    : query.credentials.every(({ id }) => answerable(id))
  return { satisfiable, candidates, credentialSets }
}

/**
 * Which Credential Queries to answer: all of them, or the first satisfiable option of every credential set.
 *
 * @param optional whether sets that are not required are answered too, where they can be
 * @returns ids in the order of the query; undefined if the request cannot be answered
 */
export function queriesToAnswer(
  query: DcqlQuery,
  match: DcqlMatch<unknown>,
  { optional }: { optional: boolean },
): readonly string[] | undefined {
  if (!match.satisfiable) return undefined
  const ids = query.credentials.map(({ id }) => id)
  if (!query.credential_sets) return ids
  const chosen = query.credential_sets.flatMap(({ required, options }, position) => {
    const first = match.credentialSets[position]?.satisfiableOptions[0]
    return first !== undefined && (required || optional) ? options[first]! : []
  })
  return ids.filter((id) => chosen.includes(id))
}

function candidatesFor<Held extends HeldCredential>(query: CredentialQuery, held: readonly Held[]): Candidate<Held>[] {
  return held.flatMap((credential) => {
    const claims =
      isOfType(query, credential) && isTrusted(query, credential) ? claimsToDisclose(query, credential) : undefined
    const bound = credential.holderBinding || !query.require_cryptographic_holder_binding
    return claims && bound ? [{ credential, claims }] : []
  })
}

const isOfType = ({ format, meta }: CredentialQuery, credential: HeldCredential): boolean => {
  if (format !== credential.format) return false
  if (credential.format === 'mso_mdoc') return meta.doctype_value === credential.docType
  return credential.vcts.some((vct) => meta.vct_values?.includes(vct))
}

const isTrusted = ({ trusted_authorities }: CredentialQuery, { authorities }: HeldCredential): boolean =>
  trusted_authorities === undefined ||
  trusted_authorities.some(({ type, values }) =>
    authorities.some((known) => known.type === type && known.values.some((value) => values.includes(value))),
  )

/**
 * OpenID4VP 1.0 "Selecting Claims": nothing without `claims`, all of them without `claim_sets`, else the first option that
 * the credential has completely.
 *
 * @returns undefined if the credential cannot answer
 */
export function claimsToDisclose(
  query: CredentialQuery,
  credential: HeldCredential,
): readonly ClaimsPath[] | undefined {
  const { claims = [], claim_sets } = query
  const options = claim_sets?.map((ids) => ids.flatMap((id) => claims.filter((claim) => claim.id === id))) ?? [claims]
  return options.find((option) => option.every((claim) => matchesClaim(claim, credential)))?.map(({ path }) => path)
}

function matchesClaim({ path, values }: ClaimsQuery, credential: HeldCredential): boolean {
  const found = valuesAt(path, credential)
  if (values === undefined) return found.length > 0
  return found.some((value) => (values as readonly Json[]).includes(value))
}

function valuesAt(path: ClaimsPath, credential: HeldCredential): readonly Json[] {
  if (credential.format === 'dc+sd-jwt') return selectedOrNone(path, credential.claims).map(({ value }) => value)
  try {
    return [selectElement(path, credential.nameSpaces)]
  } catch (error) {
    if (error instanceof CheckFailed) return []
    throw error
  }
}
