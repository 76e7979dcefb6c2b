import { confirm, pass, type Check, type Pass } from '../src/base/checks.ts'
import { showPath, type ClaimsPath } from '../src/base/claims-path.ts'
import { credentialsWithVct } from '../src/jurisdictions/index.ts'
import type { CredentialQuery, DcqlQuery } from '../src/openid4vp/dcql-query.ts'
import { deniedClaim } from '../src/transfer/deny-list.ts'
import { minimise, type RefusalReason } from '../src/transfer/minimisation.ts'
import {
  notRegistered,
  type RegistrationCertificate,
  type RequestedCredential,
} from '../src/trust/registration-certificate.ts'
import type { OverAsked, OverAskedWhy } from './records.ts'

/** A request and what its verifier registered. */
export interface RequestScope {
  readonly registration: RegistrationCertificate
  readonly query: DcqlQuery
}

/**
 * How far the request may go. The first is the registration's own; the second asks whether the purpose needs what was
 * registered.
 */
export const scopeChecks: readonly Check<RequestScope>[] = [
  {
    id: 'registration_covers_request',
    spec: 'ETSI TS 119 475 V1.2.1 "WRPRC", credentials',
    needs: [],
    run: withinRegistration,
  },
  {
    id: 'request_within_purpose',
    spec: 'docs/trust-policy.md M-1',
    needs: ['registration_covers_request'],
    run: withinPurpose,
  },
]

/**
 * Every claim that is asked for and should not be, with the reason that weighs most: denied whatever anybody says, not
 * registered, not needed for the registered purpose.
 */
export function overAskedIn({ registration, query }: RequestScope): readonly OverAsked[] {
  const unregistered = notRegistered(registration, requestedClaims(query))
  return query.credentials.flatMap((one) =>
    pathsOf(one).flatMap((path): OverAsked[] => {
      const beyond = beyondPurpose(one, path, registration.intended_use_id)
      if (beyond?.why === 'denied') return [{ query: one.id, path, ...beyond }]
      const isUnregistered = unregistered.some((other) => other.id === one.id && samePath(other.path, path))
      if (isUnregistered)
        return [{ query: one.id, path, why: 'not_registered', rule: 'ETSI TS 119 475 V1.2.1, credentials' }]
      return beyond ? [{ query: one.id, path, ...beyond }] : []
    }),
  )
}

export const requestedClaims = ({ credentials }: DcqlQuery): readonly RequestedCredential[] =>
  credentials.map((query) => ({
    id: query.id,
    format: query.format,
    vctValues: query.meta.vct_values ?? [],
    paths: pathsOf(query),
  }))

export const pathsOf = ({ claims = [] }: CredentialQuery): readonly ClaimsPath[] => claims.map(({ path }) => path)

export const samePath = (one: ClaimsPath, other: ClaimsPath): boolean =>
  one.length === other.length && one.every((element, at) => element === other[at])

/**
 * What the registered purpose may use stands in the profiles of the credentials. A type that no profile knows has no
 * such list: what was registered counts, and the deny lists.
 */
function beyondPurpose(
  { meta }: CredentialQuery,
  path: ClaimsPath,
  purpose: string | undefined,
): Omit<OverAsked, 'query' | 'path'> | undefined {
  const denial = deniedClaim(path)
  if (denial?.severity === 'hard') return { why: 'denied', rule: denial.source }
  const known = (meta.vct_values ?? []).flatMap((vct) => credentialsWithVct(vct))
  if (known.length === 0) return denial && { why: 'denied', rule: denial.source }
  for (const { credential } of known) {
    const scope =
      purpose !== undefined && Object.hasOwn(credential.purposes, purpose) ? credential.purposes[purpose] : undefined
    if (!scope) return { why: 'beyond_purpose', rule: 'docs/trust-policy.md M-1' }
    const [refused] = minimise(scope, [path]).refused
    if (refused) return { why: whys[refused.reason], rule: denial?.source ?? 'docs/trust-policy.md M-1' }
  }
  return undefined
}

const whys: Readonly<Record<RefusalReason, OverAskedWhy>> = {
  hard_denied: 'denied',
  denied: 'denied',
  forbidden: 'beyond_purpose',
  not_in_purpose: 'beyond_purpose',
}

function withinRegistration({ registration, query }: RequestScope): Pass {
  const unregistered = notRegistered(registration, requestedClaims(query))
  confirm(unregistered.length === 0, 'claims are asked for that were not registered')
  return pass('everything asked for is registered')
}

function withinPurpose(scope: RequestScope): Pass {
  const over = overAskedIn(scope)
  const shown = over.map(({ query, path, why }) => `${query} ${showPath(path)} (${why})`).join(', ')
  confirm(over.length === 0, `the registered purpose does not need: ${shown}`, {
    purpose: scope.registration.intended_use_id ?? 'none',
  })
  return pass('the purpose needs what is asked for', { purpose: scope.registration.intended_use_id ?? 'none' })
}
