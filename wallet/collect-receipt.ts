import { confirm, pass, runChecks, type Check, type Pass, type Report } from '../src/base/checks.ts'
import { showPath, type ClaimsPath } from '../src/base/claims-path.ts'
import { parseCompactJws } from '../src/jose/jws.ts'
import { transactionOf, type Receipt, type ReceiptClaim } from '../src/transfer/receipt.ts'
import { verifyReceipt } from '../src/transfer/receipt-checks.ts'
import { bugIn, newId, type WalletContext } from './context.ts'
import { errorOf, remember } from './history.ts'
import { limits } from './limits.ts'
import { outside } from './outside.ts'
import { recordKey, recordsOf, type HeldPresentation, type HeldReceipt, type Share } from './records.ts'
import { refuse, RefusedByChecks } from './wallet-errors.ts'

/**
 * Fetches the receipt that a verifier offers and keeps it, if it is the statement of the verifier that asked, about a
 * presentation that this holder made, and names what was shared and nothing else: docs/trust-policy.md RC-2.
 *
 * @throws ProtocolError `receipt_unreachable`, `invalid_receipt`, `receipt_not_mine`, `wallet_full`; RefusedByChecks
 *   `invalid_receipt`
 */
export async function collectReceipt(context: WalletContext, instanceId: string, uri: string): Promise<HeldReceipt> {
  try {
    const jwt = await fetchReceipt(context, uri)
    const presentation = await presentationOf(context, instanceId, jwt)
    const held = await verified(context, jwt, presentation)
    await keep(context, instanceId, held)
    await remember(context, instanceId, { ...about(presentation), outcome: 'completed' })
    return held
  } catch (error) {
    await remember(context, instanceId, {
      kind: 'receipt',
      outcome: 'failed',
      party: { name: URL.canParse(uri) ? new URL(uri).host : '', identifier: '' },
      credentials: [],
      error: errorOf(error),
    })
    throw error
  }
}

async function fetchReceipt({ fetchDocument }: WalletContext, uri: string): Promise<string> {
  const codes = {
    unreachable: 'receipt_unreachable',
    invalid: 'invalid_receipt',
    refused: 'receipt_unreachable',
  } as const
  return outside(codes, async () => {
    confirm(URL.canParse(uri) && /^https?:$/.test(new URL(uri).protocol), 'the address of a receipt is a web address')
    const { status, contentType, text } = await fetchDocument({
      url: uri,
      accept: 'application/jwt',
      maxBytes: limits.receipt,
      timeout: limits.outboundTimeout,
    })
    confirm(status === 200, `the verifier answered with status ${status}`)
    confirm(contentType === 'application/jwt', 'what is at this address is no receipt')
    return text.trim()
  })
}

/** The receipt names its crossing by the hash of the request's nonce: nobody else's can be taken for one of ours. */
async function presentationOf({ records }: WalletContext, instanceId: string, jwt: string): Promise<HeldPresentation> {
  const codes = { unreachable: 'invalid_receipt', invalid: 'invalid_receipt', refused: 'invalid_receipt' } as const
  const transaction = await outside(codes, () => parseCompactJws(jwt).payload['transaction'])
  const held = await records.presentations.list(recordsOf(instanceId))
  const mine = held.find(({ value }) => value.state === 'accepted' && transactionOf(value.target.nonce) === transaction)
  if (mine) return mine.value
  throw refuse('receipt_not_mine', 'The receipt is about no presentation of this wallet.', { status: 409 })
}

async function verified(context: WalletContext, jwt: string, presentation: HeldPresentation): Promise<HeldReceipt> {
  const { verifier, target } = presentation
  const verdict = await verifyReceipt(
    jwt,
    {
      verifierCertificate: verifier.certificate,
      verifier: verifier.clientId,
      nonce: target.nonce,
      now: context.clock.now(),
      skew: limits.skew,
    },
    bugIn(context),
  )
  if (!verdict.accepted) throw refusal(verdict.report)
  const matches = await runChecks({ receipt: verdict.value, presentation }, receiptMatches, bugIn(context))
  if (!matches.accepted) throw refusal({ accepted: false, checks: [...verdict.report.checks, ...matches.checks] })
  return {
    id: newId(context, 'rcpt_'),
    presentationId: presentation.id,
    receivedAt: context.clock.now(),
    jwt,
    claims: parseCompactJws(jwt).payload,
    verifierName: verifier.name,
  }
}

const refusal = (report: Report): RefusedByChecks => {
  const fault = report.checks.find(({ outcome }) => outcome.status === 'failed')
  return new RefusedByChecks(
    'invalid_receipt',
    `The receipt does not hold (${fault?.id ?? 'no check'}: ${fault?.outcome.detail ?? ''}).`,
    report,
  )
}

interface MatchSubject {
  readonly receipt: Receipt
  readonly presentation: HeldPresentation
}

/** What only the holder can tell: that the receipt says what happened. */
export const receiptMatches: readonly Check<MatchSubject>[] = [
  { id: 'receipt_disclosed', spec: 'docs/trust-policy.md RC-2', needs: [], run: receiptDisclosed },
  { id: 'receipt_after_presentation', spec: 'docs/trust-policy.md RC-2', needs: [], run: receiptTime },
]

function receiptDisclosed({ receipt, presentation: { consent } }: MatchSubject): Pass {
  const named = receipt.attributes.disclosed
  const unshared = named.filter((claim) => !consent.shares.some((share) => isWithin(claim, share)))
  confirm(
    unshared.length === 0,
    `the receipt names as disclosed what was not shared: ${unshared.map(shown).join(', ')}`,
  )
  const unnamed = consent.shares.flatMap(({ query, paths }) =>
    paths
      .filter((path) => !named.some((claim) => claim.credential === query && leadsTo(path, claim.path)))
      .map((path) => ({ credential: query, path })),
  )
  confirm(unnamed.length === 0, `the receipt leaves out what was shared: ${unnamed.map(shown).join(', ')}`)
  return pass('the receipt names what was shared, no more and no less')
}

const shown = ({ credential, path }: ReceiptClaim): string => `${credential} ${showPath(path)}`

const isWithin = ({ credential, path }: ReceiptClaim, { query, paths }: Share): boolean =>
  credential === query && paths.some((shared) => leadsTo(shared, path))

/** Whether one path is the other or lies below it; null stands for every element. */
const leadsTo = (above: ClaimsPath, below: ClaimsPath): boolean =>
  above.length <= below.length &&
  above.every((element, at) => element === below[at] || (element === null && typeof below[at] === 'number'))

function receiptTime({ receipt, presentation }: MatchSubject): Pass {
  const answeredAt = presentation.outcome?.at ?? presentation.receivedAt
  confirm(receipt.iat >= presentation.receivedAt - limits.skew, 'the receipt is older than the request')
  return pass('made after the request', { presented_at: answeredAt, iat: receipt.iat })
}

async function keep({ records }: WalletContext, instanceId: string, receipt: HeldReceipt): Promise<void> {
  const held = await records.receipts.list(recordsOf(instanceId))
  const same = held.find(({ value }) => value.presentationId === receipt.presentationId)
  if (same) await records.receipts.remove(same.key)
  else if (held.length >= limits.receipts) await records.receipts.remove(held[0]!.key)
  await records.receipts.put(recordKey(instanceId, receipt.id), receipt)
}

const about = ({ id, verifier }: HeldPresentation) => ({
  kind: 'receipt' as const,
  party: { name: verifier.name, identifier: verifier.identifier, territory: verifier.territory },
  about: id,
  credentials: [],
})
