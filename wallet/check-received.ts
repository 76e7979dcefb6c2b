import { runChecks, type Report } from '../src/base/checks.ts'
import type { FetchDocument, FetchedDocument } from '../src/http/fetch-document.ts'
import { bugIn, type WalletContext } from './context.ts'
import type { ReceivedCredential } from './issuance-records.ts'
import { receivedCredentialChecks, receivedSubject, type ReceivedSubject } from './received-credential-checks.ts'
import { RefusedByChecks } from './wallet-errors.ts'

/**
 * Checks every copy of what an issuer answered; one that does not hold is enough to refuse all of them.
 *
 * @returns what the first copy says: the others differ in their keys and salts
 * @throws RefusedByChecks `credential_refused`, `issuer_not_listed`, `trust_unknown`
 */
export async function checkReceived(
  context: WalletContext,
  { copies }: ReceivedCredential,
  { vct, acceptUnlisted }: { readonly vct: string; readonly acceptUnlisted: boolean },
): Promise<ReceivedSubject> {
  const sharing = { ...context, fetchDocument: eachOnce(context.fetchDocument) }
  let first: ReceivedSubject | undefined
  for (const { credential, key } of copies) {
    const holderKey = context.signingKey(key).publicJwk
    const subject = receivedSubject(sharing, credential, { vct, holderKey })
    const refusal = refusalOf(await runChecks(subject, receivedCredentialChecks, bugIn(context)), acceptUnlisted)
    if (refusal) throw refusal
    first ??= subject
  }
  return first!
}

/** The copies of a batch share their status list and their type: each document is fetched once for all of them. */
function eachOnce(fetchDocument: FetchDocument): FetchDocument {
  const asked = new Map<string, Promise<FetchedDocument>>()
  return (request) => {
    const known = asked.get(request.url)
    if (known) return known
    const answer = fetchDocument(request)
    asked.set(request.url, answer)
    return answer
  }
}

function refusalOf(report: Report, acceptUnlisted: boolean): RefusedByChecks | undefined {
  if (report.accepted) return undefined
  const outcomes = report.checks.filter(
    ({ outcome }) => outcome.status === 'failed' || outcome.status === 'indeterminate',
  )
  const [first] = outcomes
  const detail = `${first?.id ?? 'no check'}: ${first?.outcome.detail ?? 'nothing was checked'}`
  if (outcomes.length > 0 && outcomes.every(({ outcome }) => outcome.status === 'indeterminate')) {
    return new RefusedByChecks(
      'trust_unknown',
      `It could not be found out whether the credential can be trusted; try again later (${detail}).`,
      report,
      { status: 503 },
    )
  }
  if (outcomes.length === 1 && first?.id === 'issuer_listed') {
    if (acceptUnlisted) return undefined
    const text =
      'The issuer is not listed in any list this wallet knows. To store its credential all the same, accept with accept_unlisted.'
    return new RefusedByChecks('issuer_not_listed', text, report, { status: 409 })
  }
  return new RefusedByChecks(
    'credential_refused',
    `The credential did not pass (${detail}); it was not stored.`,
    report,
  )
}
