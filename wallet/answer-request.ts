import { CheckFailed } from '../src/base/checks.ts'
import { showPath } from '../src/base/claims-path.ts'
import { after } from '../src/base/time.ts'
import { FetchFailed, type OutboundRequest } from '../src/http/fetch-document.ts'
import {
  errorResponseRequest,
  processDirectPostResponse,
  vpTokenRequest,
  type ResponseOutcome,
  type VpToken,
} from '../src/openid4vp/authorization-response.ts'
import type { WalletContext } from './context.ts'
import { errorOf, remember } from './history.ts'
import { limits } from './limits.ts'
import { heldPresentation } from './open-presentation.ts'
import { recordKey, type HeldPresentation, type HistoryEntry, type Share } from './records.ts'
import { useCopy } from './use-copy.ts'
import { refuse } from './wallet-errors.ts'

/**
 * Gives the verifier exactly what the holder saw and approved — OpenID4VP 1.0 "Response Mode direct_post.jwt". One
 * answer is under way at a time; once the verifier took one there is no other. After a refusal the holder may try
 * again.
 *
 * @throws ProtocolError `unknown_presentation`, `presentation_closed`, `presentation_expired`, `over_asked`,
 *   `nothing_to_share`, `transfer_not_allowed`, `unknown_credential`, `verifier_unreachable`
 */
export async function answerRequest(context: WalletContext, instanceId: string, id: string): Promise<ResponseOutcome> {
  const presentation = await heldPresentation(context, instanceId, id)
  confirmAnswerable(presentation)
  await begin(context, instanceId, id)
  return send(context, instanceId, presentation, async () =>
    vpTokenRequest(presentation.target, await makeVpToken(context, instanceId, presentation)),
  )
}

/**
 * Tells the verifier that the holder declined, `access_denied`, and nothing else — OpenID4VP 1.0 "Error Response". The
 * request is closed even if the verifier cannot be told.
 */
export async function declineRequest(context: WalletContext, instanceId: string, id: string): Promise<ResponseOutcome> {
  const presentation = await heldPresentation(context, instanceId, id)
  await begin(context, instanceId, id)
  const declined = { ...presentation, consent: { ...presentation.consent, shares: [] } }
  return send(
    context,
    instanceId,
    declined,
    () => errorResponseRequest(presentation.target, 'access_denied', 'The holder declined the request'),
    'declined',
  )
}

/** The rules that approving cannot override. */
function confirmAnswerable({ consent }: HeldPresentation): void {
  if (consent.overAsked.length > 0) {
    const paths = consent.overAsked.map(({ query, path }) => `${query} ${showPath(path)}`).join(', ')
    throw refuse('over_asked', `The request asks for more than it may (${paths}) and is all or nothing: decline it.`, {
      status: 403,
    })
  }
  if (consent.blockedBy !== undefined) {
    throw refuse('transfer_not_allowed', `Rule ${consent.blockedBy} does not allow this presentation: decline it.`, {
      status: 403,
    })
  }
  if (consent.missing.length > 0 || consent.shares.length === 0) {
    throw refuse(
      'nothing_to_share',
      'This wallet holds nothing that answers the request: decline it, or get the credential first.',
      { status: 409 },
    )
  }
}

/** Takes the presentation for one attempt, atomically. */
async function begin({ records, clock }: WalletContext, instanceId: string, id: string): Promise<void> {
  const now = clock.now()
  let refused: HeldPresentation['state'] | 'expired' | undefined
  await records.presentations.update(recordKey(instanceId, id), (held) => {
    const running = held.state === 'answering' && held.attemptUntil !== undefined && now < held.attemptUntil
    const closed = held.state === 'accepted' || held.state === 'declined' || running
    refused = closed ? held.state : now >= held.expiresAt ? 'expired' : undefined
    return refused === undefined ? { ...held, state: 'answering', attemptUntil: after(now, limits.attempt) } : held
  })
  if (refused === 'expired') {
    throw refuse('presentation_expired', 'The request is too old to be answered: ask the verifier for a new one.', {
      status: 410,
    })
  }
  if (refused !== undefined) {
    throw refuse(
      'presentation_closed',
      `The request is ${refused}: it is answered once. Ask the verifier for a new one.`,
      { status: 409 },
    )
  }
}

async function makeVpToken(
  context: WalletContext,
  instanceId: string,
  { consent, target, verifier }: HeldPresentation,
): Promise<VpToken> {
  const presentations: [string, readonly string[]][] = []
  for (const share of consent.shares) {
    presentations.push([share.query, [await present(context, instanceId, share, target.nonce, verifier.clientId)]])
  }
  return Object.fromEntries(presentations)
}

async function present(
  context: WalletContext,
  instanceId: string,
  { credentialId, paths }: Share,
  nonce: string,
  audience: string,
): Promise<string> {
  const { credential, key } = await useCopy(context, instanceId, credentialId)
  return context.present({
    credential,
    disclose: paths,
    nonce,
    audience,
    holderKey: context.signingKey(key),
    now: context.clock.now(),
  })
}

async function send(
  context: WalletContext,
  instanceId: string,
  presentation: HeldPresentation,
  make: () => Promise<OutboundRequest>,
  intent: 'approved' | 'declined' = 'approved',
): Promise<ResponseOutcome> {
  const finish = (state: HeldPresentation['state'], outcome: Omit<NonNullable<HeldPresentation['outcome']>, 'at'>) =>
    context.records.presentations.update(recordKey(instanceId, presentation.id), ({ attemptUntil: _, ...held }) => ({
      ...held,
      state,
      outcome: { at: context.clock.now(), ...outcome },
    }))
  try {
    const request = await make()
    const post = { ...request, maxBytes: limits.responseAnswer, timeout: limits.outboundTimeout }
    const outcome = processDirectPostResponse(await context.directPost(post))
    await finish(intent === 'declined' ? 'declined' : outcome.accepted ? 'accepted' : 'refused', {
      ...(outcome.accepted && outcome.redirect_uri !== undefined && { redirectUri: outcome.redirect_uri }),
      ...(!outcome.accepted && { error: outcome.error }),
      ...(!outcome.accepted &&
        outcome.error_description !== undefined && { errorDescription: outcome.error_description }),
    })
    await rememberAnswer(
      context,
      instanceId,
      presentation,
      intent === 'declined' ? 'declined' : outcome.accepted ? 'completed' : 'failed',
      outcome.accepted ? undefined : { code: outcome.error, checks: [] },
    )
    return outcome
  } catch (error) {
    const failure =
      error instanceof FetchFailed || error instanceof CheckFailed
        ? refuse('verifier_unreachable', `The verifier gave no usable answer: ${error.message}`, {
            status: 502,
            cause: error,
          })
        : error
    await finish(intent === 'declined' ? 'declined' : 'open', {})
    await rememberAnswer(
      context,
      instanceId,
      presentation,
      intent === 'declined' ? 'declined' : 'failed',
      errorOf(failure),
    )
    throw failure
  }
}

const rememberAnswer = (
  context: WalletContext,
  instanceId: string,
  { id, verifier, consent }: HeldPresentation,
  outcome: HistoryEntry['outcome'],
  error: HistoryEntry['error'],
): Promise<void> =>
  remember(context, instanceId, {
    kind: 'presentation',
    outcome,
    party: { name: verifier.name, identifier: verifier.identifier, territory: verifier.territory },
    about: id,
    credentials: consent.requested.map(({ query, type, paths }) => ({
      type,
      requested: paths,
      disclosed: outcome === 'completed' ? (consent.shares.find((share) => share.query === query)?.paths ?? []) : [],
    })),
    ...(error && { error }),
  })
