import { showPath } from '../src/base/claims-path.ts'
import type { JsonObject } from '../src/base/json.ts'
import { personOf } from '../src/jurisdictions/index.ts'
import type {
  CredentialKind, CredentialProfile, JurisdictionProfile, Person,
} from '../src/jurisdictions/jurisdiction-profile.ts'
import { scanObject } from '../src/transfer/content-scan.ts'
import { deniedClaim, deniedClaimsIn } from '../src/transfer/deny-list.ts'

/** OpenID4VCI 1.0 "Terminology", Credential Dataset: what this issuer would attest of one person. */
export interface Dataset {
  readonly person: Person
  readonly claims: JsonObject
}

/** Everybody this issuer knows, in the order of the profile. */
export const datasetsOf = ({ people }: JurisdictionProfile, kind: CredentialKind): readonly Dataset[] =>
  people.flatMap((person) => {
    const claims = person.datasets[kind]
    return claims === undefined ? [] : [{ person, claims }]
  })

export function datasetOf(
  jurisdiction: JurisdictionProfile,
  kind: CredentialKind,
  subject: string,
): Dataset | undefined {
  const person = personOf(jurisdiction, subject)
  const claims = person?.datasets[kind]
  return person && claims && { person, claims }
}

/**
 * Refuses to work with what may never travel, by name or by content — docs/trust-policy.md DN-1, DN-3. Asked when the
 * service starts, and again before each credential.
 *
 * @throws Error naming where it stands, never the value
 */
export function confirmNothingDenied(credential: CredentialProfile, datasets: readonly JsonObject[]): void {
  const advertised = credential.claims.map(({ path }) => path).filter((path) => deniedClaim(path)?.severity === 'hard')
  const named = datasets.flatMap((claims) => deniedClaimsIn(claims))
  const found = datasets.flatMap((claims) => scanObject(claims, [])).map(({ at }) => at)
  const places = [...new Set([...[...advertised, ...named].map(showPath), ...found])]
  if (places.length > 0) {
    throw new Error(`${credential.configurationId} holds what may never travel, at ${places.join(', ')}`)
  }
}
