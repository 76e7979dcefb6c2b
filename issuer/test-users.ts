import { equalSecrets } from '../src/base/bytes.ts'
import type { Person } from '../src/jurisdictions/jurisdiction-profile.ts'
import type { IssuerConfig } from './config.ts'
import { datasetOf } from './datasets.ts'

/**
 * Lets a person of the profile in: the username is the person's id, the password the one that the operator set for all
 * of them. It stands where a real issuer asks its country's eID, and says so on the page.
 *
 * @returns undefined for an unknown name, a wrong password and a closed log-in alike
 */
export function logInAs(
  { jurisdiction, kind, authorization: { testPassword } }: IssuerConfig,
  { username, password }: { readonly username: string; readonly password: string },
): Person | undefined {
  const right = testPassword !== undefined && equalSecrets(password, testPassword)
  return right ? datasetOf(jurisdiction, kind, username)?.person : undefined
}
