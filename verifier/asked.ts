import { z } from 'zod'
import { showPath, type ClaimsPath } from '../src/base/claims-path.ts'
import { admissionQuery } from '../src/jurisdictions/admission-query.ts'
import { samePath } from '../src/jurisdictions/credential-profile.ts'
import { jurisdictionOf } from '../src/jurisdictions/index.ts'
import {
  credentialKinds,
  type CredentialKind,
  type CredentialProfile,
  type JurisdictionProfile,
} from '../src/jurisdictions/jurisdiction-profile.ts'
import type { PurposeCode } from '../src/jurisdictions/purposes.ts'
import { refuse } from '../src/openid4vp/authorization-error.ts'
import { parseDcqlQuery, type CredentialQuery, type DcqlQuery } from '../src/openid4vp/dcql-query.ts'
import { deniedClaim } from '../src/transfer/deny-list.ts'
import { minimise } from '../src/transfer/minimisation.ts'

/** One Credential Query of a request: which kind it asks for, of which jurisdiction. */
export interface AskedCredential {
  readonly queryId: string
  readonly kind: CredentialKind
  readonly issuedIn: string
}

/** Everything that a request asks for. */
export interface Asked {
  readonly query: DcqlQuery
  readonly credentials: readonly AskedCredential[]
  /** Claims that go beyond what the purpose allows: the officer wanted them all the same. */
  readonly beyondPurpose: readonly ClaimOf[]
}

export interface ClaimOf {
  readonly credential: CredentialKind
  readonly path: ClaimsPath
}

/** What an officer asks for beside what the purpose needs. */
export type AdditionalClaims = { readonly [Kind in CredentialKind]?: readonly ClaimsPath[] | undefined }

/**
 * What this verifier asks the holder of credentials of another jurisdiction, for a purpose. Where it takes credentials of
 * several jurisdictions, each is one option of a required credential set: all kinds come from the same one.
 *
 * @throws ProtocolError `invalid_request` if an additional claim may never travel, or is no claim of the credential
 */
export function askFor(asksFor: readonly string[], purpose: PurposeCode, additional: AdditionalClaims): Asked {
  const sources = asksFor.map(profileOf)
  const parts = sources.map((source) => askOneJurisdiction(source, additional, sources.length > 1))
  const credentials = parts.flatMap((part) => part.map(({ asked }) => asked))
  const [first, ...others] = parts.flatMap((part) => part.map(({ query }) => query))
  const options = parts.map((part) => part.map(({ asked }) => asked.queryId))
  return {
    query: parseDcqlQuery({
      credentials: [first, ...others],
      ...(sources.length > 1 && { credential_sets: [{ options, required: true }] }),
    }),
    credentials,
    beyondPurpose: beyond(sources, purpose, additional),
  }
}

/** The profile of the credential that a query asks for. */
export const askedProfile = ({ kind, issuedIn }: AskedCredential): CredentialProfile =>
  profileOf(issuedIn).credentials[kind]

/** The request body of an officer, `additional_claims`. */
const claimsPath = z.tuple([z.string().min(1)], z.union([z.string(), z.null(), z.int().min(0)]))
const paths = z.array(claimsPath).max(20).optional()
export const additionalClaimsSchema = z.strictObject({ identity: paths, diploma: paths })

function askOneJurisdiction(source: JurisdictionProfile, additional: AdditionalClaims, oneOfSeveral: boolean) {
  return admissionQuery(source).credentials.map((query) => {
    const kind = query.id
    const queryId = oneOfSeveral ? `${kind}_${source.code.toLowerCase()}` : kind
    const more = (additional[kind] ?? []).map((path) => permitted(path, source.credentials[kind]))
    const claims = [
      ...query.claims,
      ...more.filter((path) => !query.claims.some((claim) => samePath(claim.path, path))).map((path) => ({ path })),
    ]
    return { query: { ...query, id: queryId, claims }, asked: { queryId, kind, issuedIn: source.code } }
  })
}

function permitted(path: ClaimsPath, profile: CredentialProfile): ClaimsPath {
  if (deniedClaim(path)?.severity === 'hard')
    throw refuse('invalid_request', `${showPath(path)} may never be asked for, by anybody`)
  const known = profile.claims.some((claim) =>
    claim.path.every((element, position) => path[position] === undefined || path[position] === element),
  )
  if (!known) throw refuse('invalid_request', `${showPath(path)} is no claim of ${profile.configurationId}`)
  return path
}

/** Against the purpose, which is also what is registered: the registration is made from it. */
function beyond(
  sources: readonly JurisdictionProfile[],
  purpose: PurposeCode,
  additional: AdditionalClaims,
): readonly ClaimOf[] {
  return sources.flatMap(({ credentials }) =>
    credentialKinds.flatMap((kind) => {
      const scope = credentials[kind].purposes[purpose] ?? { needed: [], optional: [], forbidden: [] }
      return minimise(scope, additional[kind] ?? []).refused.map(({ path }) => ({ credential: kind, path }))
    }),
  )
}

/** @throws Error if a profile names a jurisdiction that the lab does not have: that is our bug */
function profileOf(code: string): JurisdictionProfile {
  const profile = jurisdictionOf(code)
  if (!profile) throw new Error(`no jurisdiction ${code}`)
  return profile
}

/** Types of the services that may issue a kind of credential, in any jurisdiction of the lab. */
export const claimsAsked = ({ query, credentials }: Pick<Asked, 'query' | 'credentials'>): readonly ClaimOf[] =>
  credentials.flatMap(({ queryId, kind }) =>
    (queryOf(query, queryId).claims ?? []).map(({ path }) => ({ credential: kind, path })),
  )

/** @throws Error if the request has no such query: that is our bug */
export function queryOf({ credentials }: DcqlQuery, queryId: string): CredentialQuery {
  const found = credentials.find(({ id }) => id === queryId)
  if (!found) throw new Error(`no query ${queryId}`)
  return found
}
