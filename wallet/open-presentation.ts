import { CheckFailed } from '../src/base/checks.ts'
import { after } from '../src/base/time.ts'
import { parseAuthorizationRequest, type AuthorizationRequest } from '../src/openid4vp/authorization-request.ts'
import { authenticateVerifier, type AuthenticatedVerifier } from './authenticate-verifier.ts'
import { consentTerms } from './consent.ts'
import { conditionOf } from './credential-condition.ts'
import { newId, type WalletContext } from './context.ts'
import { errorOf, remember } from './history.ts'
import { limits } from './limits.ts'
import { recordKey, recordsOf, type HeldPresentation } from './records.ts'
import { overAskedIn } from './request-scope.ts'
import { refuse } from './wallet-errors.ts'

/**
 * Takes a request in — OpenID4VP 1.0 "Authorization Request", by reference: who asks, for what, what this wallet would
 * share and what stays. The holder decides on exactly this; nothing is recomputed later.
 *
 * @param link an address of any scheme with `client_id` and `request_uri`
 * @throws as {@link authenticateVerifier}
 */
export async function openPresentation(
  context: WalletContext,
  instanceId: string,
  link: string,
): Promise<HeldPresentation> {
  const request = parseRequestLink(link)
  try {
    const authenticated = await authenticateVerifier(context, request)
    const held = await heldFrom(context, instanceId, authenticated)
    await keep(context, instanceId, held)
    return held
  } catch (error) {
    await remember(context, instanceId, {
      kind: 'presentation',
      outcome: 'failed',
      party: { name: new URL(request.request_uri).host, identifier: request.client_id.slice(0, 200) },
      credentials: [],
      error: errorOf(error),
    })
    throw error
  }
}

/** @throws ProtocolError `unknown_presentation` */
export async function heldPresentation(
  { records }: Pick<WalletContext, 'records'>,
  instanceId: string,
  id: string,
): Promise<HeldPresentation> {
  const held = await records.presentations.get(recordKey(instanceId, id))
  if (held) return held
  throw refuse('unknown_presentation', 'There is no such request in this wallet: open it again.', { status: 404 })
}

function parseRequestLink(link: string): AuthorizationRequest {
  try {
    return parseAuthorizationRequest(link)
  } catch (error) {
    if (error instanceof CheckFailed) throw refuse('invalid_presentation_request', error.message, { cause: error })
    throw error
  }
}

async function heldFrom(
  context: WalletContext,
  instanceId: string,
  authenticated: AuthenticatedVerifier,
): Promise<HeldPresentation> {
  const { request, verifier, registration, report } = authenticated
  const now = context.clock.now()
  const credentials = (await context.records.credentials.list(recordsOf(instanceId))).map(({ value }) => value)
  const { responseUri, state, encryption, nonce } = request
  const terms = consentTerms(
    request.query,
    credentials,
    overAskedIn({ registration, query: request.query }),
    verifier,
    now,
  )
  const shares = await Promise.all(
    terms.shares.map(async (share) => ({
      ...share,
      condition: await conditionOf(
        context,
        credentials.find(({ id }) => id === share.credentialId)!,
      ),
    })),
  )
  return {
    id: newId(context, 'pres_'),
    receivedAt: now,
    expiresAt: after(now, limits.presentationLifetime),
    state: 'open',
    target: { responseUri, ...(state !== undefined && { state }), encryption, nonce },
    verifier,
    report,
    consent: { ...terms, shares },
  }
}

/** What was answered stays, for receipts to be matched with; of what was only opened, what waits longest goes first. */
async function keep({ records }: WalletContext, instanceId: string, presentation: HeldPresentation): Promise<void> {
  const held = await records.presentations.list(recordsOf(instanceId))
  const answered = held.filter(({ value }) => value.state === 'accepted')
  const opened = held.filter(({ value }) => value.state !== 'accepted' && value.state !== 'answering')
  const surplus = [
    ...answered.slice(0, Math.max(0, answered.length - limits.receipts)),
    ...opened.slice(0, Math.max(0, opened.length + 1 - limits.openPresentations)),
  ]
  for (const { key } of surplus) await records.presentations.remove(key)
  await records.presentations.put(recordKey(instanceId, presentation.id), presentation)
}
