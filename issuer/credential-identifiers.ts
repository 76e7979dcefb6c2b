import { token, type Random } from '../src/base/random.ts'

/**
 * One `credential_identifiers` entry for each configuration — OpenID4VCI 1.0 "Successful Token Response". They mean
 * nothing by themselves, so they tell nothing of the dataset.
 */
export const credentialIdentifiersFor = (
  credentialConfigurationIds: readonly string[],
  random: Random,
): Readonly<Record<string, string>> =>
  Object.fromEntries(credentialConfigurationIds.map((id) => [token(random, 'cid_'), id]))
