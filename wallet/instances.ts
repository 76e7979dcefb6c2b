import { sha256Base64url } from '../src/base/bytes.ts'
import { token, type Random } from '../src/base/random.ts'
import { after, type Clock } from '../src/base/time.ts'
import { limits } from './limits.ts'
import { recordsOf, type Instance, type WalletRecords } from './records.ts'
import { refuse } from './wallet-errors.ts'

interface Needs {
  readonly records: WalletRecords
  readonly random: Random
  readonly clock: Clock
  readonly baseUrl: URL
}

export interface OpenedInstance {
  readonly instance: Instance
  /** Opens the wallet's API; shown once, kept only as a digest. */
  readonly token: string
  /** Opens the same wallet in a browser, once. */
  readonly browserUrl: string
}

/** A wallet for somebody who drives it by its API. */
export async function openInstance({ records, random, clock, baseUrl }: Needs, label: string): Promise<OpenedInstance> {
  const now = clock.now()
  const instance: Instance = { id: token(random, 'inst_'), label, createdAt: now }
  const apiToken = token(random, 'wlt_')
  const link = token(random, 'open_')
  await records.instances.put(instance.id, instance)
  await records.apiTokens.put(sha256Base64url(apiToken), { instanceId: instance.id })
  await records.browserLinks.put(link, { instanceId: instance.id }, after(now, limits.browserLink))
  return { instance, token: apiToken, browserUrl: `${baseUrl.origin}${basePath(baseUrl)}/open/${link}` }
}

/** @throws ProtocolError `invalid_token` */
export async function instanceOfToken(
  { records }: Pick<Needs, 'records'>,
  apiToken: string | undefined,
): Promise<string> {
  const reference = apiToken === undefined ? undefined : await records.apiTokens.get(sha256Base64url(apiToken))
  if (reference) return reference.instanceId
  throw refuse('invalid_token', 'The Authorization header must be Bearer with the token of a wallet instance.', {
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer' },
  })
}

/**
 * The wallet of a browser. A browser that never opened another one has its own, named after its session: nothing needs
 * to be written for a visitor who only looks.
 */
export async function instanceOfBrowser({ records }: Pick<Needs, 'records'>, sessionId: string): Promise<string> {
  const digest = sha256Base64url(sessionId)
  return (await records.browserSessions.get(digest))?.instanceId ?? `web_${digest}`
}

export const bindBrowser = (
  { records }: Pick<Needs, 'records'>,
  sessionId: string,
  instanceId: string,
): Promise<void> => records.browserSessions.put(sha256Base64url(sessionId), { instanceId })

/** The name somebody gave this wallet; a browser's own has none. */
export const labelOf = async ({ records }: Pick<Needs, 'records'>, instanceId: string): Promise<string | undefined> =>
  (await records.instances.get(instanceId))?.label

/** Whether something would be lost from view if this browser opened another wallet. */
export const holdsSomething = async ({ records }: Pick<Needs, 'records'>, instanceId: string): Promise<boolean> =>
  (await records.credentials.list(recordsOf(instanceId))).length > 0

export const basePath = (baseUrl: URL): string => (baseUrl.pathname === '/' ? '' : baseUrl.pathname)
