import { z } from 'zod'
import { CheckFailed, confirm, pass, type Check, type Pass } from '../base/checks.ts'
import { showPath } from '../base/claims-path.ts'
import type { JsonObject } from '../base/json.ts'
import type { VpToken } from './authorization-response.ts'
import { hasClaim } from './claims-path-pointer.ts'
import type { CredentialQuery, DcqlQuery } from './dcql-query.ts'

/** A VP Token as it came out of the response, with the query that it has to answer. */
export interface VpTokenSubject {
  readonly vpToken: unknown
  readonly query: DcqlQuery
}

/** OpenID4VP 1.0 "VP Token Validation": what can be said before any presentation in it is looked at. */
export const vpTokenChecks: readonly Check<VpTokenSubject>[] = [
  { id: 'vp_token_shape', spec: 'OpenID4VP 1.0 "Response Parameters", vp_token', needs: [], run: shape },
  { id: 'query_satisfied', spec: 'OpenID4VP 1.0 "VP Token Validation"; "Selecting Credentials"', needs: ['vp_token_shape'], run: satisfied },
]

/** @throws CheckFailed if it is not an object of non-empty lists of texts */
export function parseVpToken(value: unknown): VpToken {
  const parsed = vpTokenSchema.safeParse(value)
  if (!parsed.success)
    throw new CheckFailed('vp_token is not an object with a list of presentations for each query id', {}, parsed.error)
  return parsed.data
}

/**
 * OpenID4VP 1.0 "Selecting Claims", seen from the Verifier: all that was asked for is there, or all of one claim set.
 *
 * @param claims what the credential says after its disclosures were put in
 * @throws CheckFailed naming the claims that are missing; never their values
 */
export function confirmClaimsAnswered({ claims = [], claim_sets }: CredentialQuery, presented: JsonObject): void {
  const options = claim_sets?.map((ids) => claims.filter(({ id }) => id !== undefined && ids.includes(id))) ?? [claims]
  const missing = options.map((option) => option.filter(({ path }) => !hasClaim(path, presented)))
  const fewest = missing.toSorted((one, other) => one.length - other.length)[0] ?? []
  confirm(fewest.length === 0, `not disclosed: ${fewest.map(({ path }) => showPath(path)).join(', ')}`)
}

const vpTokenSchema = z.record(z.string(), z.array(z.string().min(1)).min(1))

function shape({ vpToken }: VpTokenSubject): Pass {
  return pass('the VP Token is an object of lists', { queries: Object.keys(parseVpToken(vpToken)) })
}

function satisfied({ vpToken, query }: VpTokenSubject): Pass {
  const presented = parseVpToken(vpToken)
  const answered = Object.keys(presented)
  const unknown = answered.filter((id) => !query.credentials.some((one) => one.id === id))
  confirm(unknown.length === 0, 'the VP Token answers a query that was not asked')
  for (const { id, multiple } of query.credentials) {
    confirm(multiple || (presented[id]?.length ?? 1) === 1, `more than one presentation answers ${id}`)
  }
  const missing = unanswered(query, answered)
  confirm(missing.length === 0, `the VP Token does not answer ${missing.join('; ')}`)
  return pass('every required query is answered', { answered })
}

function unanswered({ credentials, credential_sets }: DcqlQuery, answered: readonly string[]): readonly string[] {
  if (!credential_sets) return credentials.map(({ id }) => id).filter((id) => !answered.includes(id))
  return credential_sets
    .filter(
      ({ required, options }) => required && !options.some((option) => option.every((id) => answered.includes(id))),
    )
    .map(({ options }) => options.map((option) => option.join(' and ')).join(', or '))
}
