import { trustChecks, type TrustSubject } from '../src/trust/trust-checks.ts'

/**
 * Whoever signed stands on a list with a service of the types asked for, granted at the time asked for. @throws
 * CheckFailed or Indeterminate
 */
export async function confirmListed(subject: TrustSubject): Promise<void> {
  for (const check of trustChecks) await check.run(subject)
}
