import { credentialKinds, type CredentialKind, type JurisdictionProfile } from './jurisdiction-profile.ts'
import type { ClaimsPath } from '../base/claims-path.ts'

/** A DCQL query as it stands in the request: OpenID4VP 1.0 "Digital Credentials Query Language (DCQL)". */
export interface AdmissionQuery {
  readonly credentials: readonly [CredentialQueryOf<CredentialKind>, ...CredentialQueryOf<CredentialKind>[]]
}

interface CredentialQueryOf<Kind> {
  readonly id: Kind
  readonly format: 'dc+sd-jwt'
  readonly meta: { readonly vct_values: readonly [string] }
  readonly claims: readonly { readonly path: ClaimsPath }[]
}

/**
 * What an admissions office asks of the holder of credentials of `jurisdiction`: identity and diploma, each with the claims
 * that the purpose needs. Query ids are the kinds.
 */
export const admissionQuery = ({ credentials }: JurisdictionProfile): AdmissionQuery => {
  const query = (kind: CredentialKind): CredentialQueryOf<CredentialKind> => ({
    id: kind,
    format: 'dc+sd-jwt',
    meta: { vct_values: [credentials[kind].vct] },
    claims: (credentials[kind].purposes['university_admission']?.needed ?? []).map((path) => ({ path })),
  })
  const [first, ...others] = credentialKinds
  return { credentials: [query(first), ...others.map(query)] }
}
