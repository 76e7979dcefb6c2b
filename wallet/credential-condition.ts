import { runChecks } from '../src/base/checks.ts'
import { statusSignerTypes } from '../src/jurisdictions/listed-service-types.ts'
import { parseSdJwt } from '../src/sd-jwt/parse-sd-jwt.ts'
import { fetchStatusListToken } from '../src/status-list/fetch-status-list-token.ts'
import { statusCheck } from '../src/status-list/status-check.ts'
import { listStatusOf, trustChecks, type TrustSubject } from '../src/trust/trust-checks.ts'
import { parseX5c } from '../src/x509/x5c.ts'
import { confirmListed } from './confirm-listed.ts'
import { bugIn, type WalletContext } from './context.ts'
import { issuingServiceTypes } from './received-credential-checks.ts'
import type { CredentialCondition, HeldCredential } from './records.ts'

/**
 * How a stored credential stands now: its dates, its issuer on the lists, its status. Asked when the holder is about to
 * present it, so that a refusal is no surprise.
 */
export async function conditionOf(context: WalletContext, held: HeldCredential): Promise<CredentialCondition> {
  const now = context.clock.now()
  const { header, payload } = parseSdJwt(held.credential).issuerJwt
  const issuer: TrustSubject = {
    x5c: parseX5c(header).map(({ base64 }) => base64),
    serviceTypes: issuingServiceTypes(held.types ?? [held.vct]),
    lists: context.trustLists,
    at: now,
    now,
  }
  const trusted = await runChecks(issuer, trustChecks, bugIn(context))
  const listStatus = listStatusOf(trusted.checks)
  const dated = stateByDate(held, payload['nbf'], now)
  if (dated !== 'valid' || !['granted', 'pinned'].includes(listStatus)) return { state: dated === 'valid' ? 'unknown' : dated, listStatus }

  const status = await runChecks(
    {
      status: payload['status'],
      fetchToken: fetchStatusListToken(context.fetchDocument),
      signerTrusted: (x5c: readonly string[]) => confirmListed({ ...issuer, x5c, serviceTypes: statusSignerTypes(issuer.serviceTypes) }),
      now,
    },
    [statusCheck],
    bugIn(context),
  )
  const outcome = status.checks[0]?.outcome
  const revoked = outcome?.status === 'failed' && 'value' in outcome.evidence
  return { state: status.accepted ? 'valid' : revoked ? 'revoked' : 'unknown', listStatus }
}

export function stateByDate(
  { expiresAt }: Pick<HeldCredential, 'expiresAt'>,
  nbf: unknown,
  now: number,
): 'valid' | 'expired' | 'notYetValid' {
  if (expiresAt !== undefined && now >= expiresAt) return 'expired'
  return typeof nbf === 'number' && now < nbf ? 'notYetValid' : 'valid'
}
