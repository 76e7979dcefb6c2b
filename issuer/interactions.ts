import { sha256Base64url } from '../src/base/bytes.ts'
import { ProtocolError } from '../src/base/errors.ts'
import { token } from '../src/base/random.ts'
import { after } from '../src/base/time.ts'
import { newGrantId } from '../src/oauth/access-token.ts'
import { issueAuthorizationCode } from '../src/oauth/authorization-code.ts'
import { authorizationResponseUrl, type AuthorizationAnswer } from '../src/oauth/authorization-response.ts'
import { decidePushedRequest, openPushedRequest } from '../src/oauth/pushed-authorization-request.ts'
import { authorizationLimits } from './authorization-limits.ts'
import type { CredentialAccess, Interaction, PushedAuthorization } from './authorization-records.ts'
import type { IssuerContext } from './context.ts'
import { credentialIdentifiersFor } from './credential-identifiers.ts'
import { logInAs } from './test-users.ts'

/** What a person sees, and no client: a wrong address has nobody to go back to. */
export type InteractionErrorCode = 'invalid_request' | 'invalid_request_uri' | 'not_found' | 'too_many_tries'

const refuse = (code: InteractionErrorCode, description: string, status = 400) =>
  new ProtocolError<InteractionErrorCode>(code, description, { status })

/**
 * Opens a pushed request in a browser — RFC 9126 §4. What else stands in the address is not read. The request stays as
 * it is until somebody decides, so the page may be opened again.
 *
 * @returns where to go on: to the log-in page, or straight back to the client where test users consent by themselves
 * @throws ProtocolError<InteractionErrorCode>
 */
export async function openAuthorization(
  context: IssuerContext,
  { clientId, requestUri, session }: {
    readonly clientId: string | undefined
    readonly requestUri: string | undefined
    readonly session: () => string
  },
): Promise<string> {
  const { config, records } = context
  if (requestUri === undefined) {
    throw refuse('invalid_request', 'request_uri is missing: push the authorization request first')
  }
  if (clientId === undefined) throw refuse('invalid_request', 'client_id is missing')
  const opened = await openPushedRequest(records.authorization.pushedRequests, requestUri)
  if (opened?.request.request.client_id !== clientId) {
    throw refuse('invalid_request_uri', 'request_uri is unknown, used, expired or of another client')
  }
  const { key: requestKey, request: pushed } = opened
  const { autoConsentSubject } = config.authorization
  if (autoConsentSubject !== undefined) {
    const subject = pushed.offered?.subject ?? autoConsentSubject
    return decided(context, { requestKey, pushed }, () => granted(context, pushed, subject))
  }
  return addressOf(context, await begin(context, { session: session(), requestKey, pushed, subject: null }))
}

/**
 * The interaction that a browser is in; to another browser it does not exist.
 *
 * @throws ProtocolError<InteractionErrorCode>
 */
export async function interactionOf(
  { records }: IssuerContext,
  id: string,
  session: string | undefined,
): Promise<Interaction> {
  const interaction = await records.authorization.interactions.peek(sha256Base64url(id))
  if (!interaction || interaction.session !== session) {
    throw refuse('not_found', 'This authorization is unknown, decided or expired', 404)
  }
  return interaction
}

export type LogIn =
  | { readonly outcome: 'in'; readonly next: string }
  | { readonly outcome: 'wrong' }
  /** The offer is made out to somebody else. */
  | { readonly outcome: 'other_person' }

/**
 * Tries a username and a password. Whoever is in goes on under a fresh identifier; too many wrong tries end it.
 *
 * @throws ProtocolError<InteractionErrorCode>
 */
export async function logIn(
  context: IssuerContext,
  { id, interaction, username, password }: {
    readonly id: string
    readonly interaction: Interaction
    readonly username: string
    readonly password: string
  },
): Promise<LogIn> {
  const { interactions } = context.records.authorization
  const key = sha256Base64url(id)
  if (!(await claimTry(context, key))) {
    await interactions.take(key)
    throw refuse('too_many_tries', 'Too many wrong passwords; start again from the wallet')
  }
  const person = logInAs(context.config, { username, password })
  if (!person) return { outcome: 'wrong' }
  const { offered } = interaction.pushed
  if (offered && offered.subject !== person.id) return { outcome: 'other_person' }
  const taken = await interactions.take(key)
  if (!taken) throw refuse('not_found', 'This authorization is decided or expired', 404)
  const next = await begin(context, { ...interaction, subject: person.id })
  return { outcome: 'in', next: addressOf(context, next) }
}

/**
 * Decides for the person who logged in, or refuses for whoever is there. The pushed request is spent: of several pages
 * that were opened for it, the first decides.
 *
 * @returns where the browser goes: back to the client
 * @throws ProtocolError<InteractionErrorCode>
 */
export async function decide(
  context: IssuerContext,
  { id, interaction, approved }: {
    readonly id: string
    readonly interaction: Interaction
    readonly approved: boolean
  },
): Promise<string> {
  const { pushed, subject } = interaction
  if (approved && subject === null) throw refuse('invalid_request', 'Log in first')
  await context.records.authorization.interactions.take(sha256Base64url(id))
  const answer = async () => (approved ? granted(context, pushed, subject!) : ({ error: 'access_denied' } as const))
  return decided(context, interaction, answer)
}

async function decided(
  { config, records, clock, log }: IssuerContext,
  { requestKey, pushed }: Pick<Interaction, 'requestKey' | 'pushed'>,
  answer: () => Promise<AuthorizationAnswer>,
): Promise<string> {
  const until = after(clock.now(), authorizationLimits.decision)
  if (!(await decidePushedRequest(records.authorization.pushedRequests, requestKey, until))) {
    throw refuse('invalid_request_uri', 'This request was decided already; start again from the wallet')
  }
  const made = await answer()
  log.info('authorization_decided', { approved: 'code' in made })
  return authorizationResponseUrl(pushed.request, made, config.credentialIssuer)
}

async function granted(
  { records, clock, random }: IssuerContext,
  { request, wanted, offered }: PushedAuthorization,
  subject: string,
): Promise<AuthorizationAnswer> {
  const { credentialConfigurationIds, scope, inDetail } = wanted
  const access: CredentialAccess = {
    subject,
    credentialConfigurationIds,
    credentialIdentifiers: inDetail ? credentialIdentifiersFor(credentialConfigurationIds, random) : null,
    review: offered?.review ?? false,
  }
  const grant = { grant_id: newGrantId(random), request, access, scope }
  const parts = { now: clock.now(), tokensLast: authorizationLimits.refreshToken, random }
  return { code: await issueAuthorizationCode(records.authorization.codes, grant, parts) }
}

async function begin({ records, clock, random }: IssuerContext, interaction: Interaction): Promise<string> {
  const id = token(random, 'auth_')
  const expiresAt = after(clock.now(), authorizationLimits.interaction)
  await records.authorization.interactions.put(sha256Base64url(id), interaction, expiresAt)
  return id
}

async function claimTry({ records, clock }: IssuerContext, key: string): Promise<boolean> {
  const until = after(clock.now(), authorizationLimits.interaction)
  for (let number = 1; number <= authorizationLimits.logInTries; number += 1) {
    if (await records.authorization.logInTries.claim(`${key}.${number}`, until)) return true
  }
  return false
}

const addressOf = ({ config }: IssuerContext, id: string): string => `${config.credentialIssuer}/authorize/${id}`
