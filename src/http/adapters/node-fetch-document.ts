import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { getCACertificates } from 'node:tls'
import { FetchFailed, type FetchDocument, type FetchedDocument, type OutboundRequest } from '../fetch-document.ts'
import { allowedAddresses } from './allowed-addresses.ts'
import { guardedLookup, parseAddress, type AddressRules } from './guarded-address.ts'
import { readDocument } from './read-document.ts'
import { tlsPolicy } from './tls-policy.ts'

export interface NodeFetchDocumentOptions {
  /** Also plain http, to loopback only, which is then allowed. */
  readonly development: boolean
  /** PEM certificates of roots that are trusted besides the usual ones. */
  readonly extraCa?: string
  /** Addresses and networks (`10.1.0.0/16`) allowed although they are not public; `loopback` for this machine's own. */
  readonly allowedAddresses?: readonly string[]
}

/**
 * Over Node's own clients. The address is judged in the look-up that the connection itself uses, so a name cannot
 * resolve to one address for the check and to another for the connection. Nothing compressed is asked for or taken, so
 * `maxBytes` bounds memory too.
 */
export function nodeFetchDocument(options: NodeFetchDocumentOptions): FetchDocument {
  const { development, extraCa, allowedAddresses: further = [] } = options
  const rules = { development, addresses: allowedAddresses({ loopback: development, further }) }
  const exchange = exchangeOver(agents(extraCa), rules)
  return (request) => withDeadline(request, (signal) => follow(request, rules, (url, of) => exchange(url, of, signal)))
}

type Exchange = (url: URL, request: OutboundRequest) => Promise<IncomingMessage>

type Agents = Readonly<Record<'http:' | 'https:', HttpAgent>>

/** Connections that are kept alive, and such as are used once. */
function agents(extraCa: string | undefined): { kept: Agents; single: Agents } {
  const ca = extraCa === undefined ? {} : { ca: [...getCACertificates('default'), extraCa] }
  const tls = { ...tlsPolicy, ...ca }
  return {
    kept: { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true, ...tls }) },
    single: { 'http:': new HttpAgent(), 'https:': new HttpsAgent(tls) },
  }
}

/**
 * The other side may close a connection that was kept alive just as it is used again. A GET is then sent once more, by
 * a connection of its own; a POST must not be sent twice, so it has one from the start.
 */
function exchangeOver({ kept, single }: { kept: Agents; single: Agents }, rules: AddressRules) {
  const over = (pool: Agents, url: URL, request: OutboundRequest, signal: AbortSignal) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const protocol = url.protocol as keyof Agents
      const send = protocol === 'https:' ? httpsRequest : httpRequest
      const { method = 'GET', body } = request
      const lookup = guardedLookup(url, rules)
      const outgoing = send(url, { method, agent: pool[protocol], headers: headersOf(request), lookup, signal })
      outgoing.once('response', resolve)
      outgoing.on('error', (error) => reject(outgoing.reusedSocket ? new StaleConnection(error) : error))
      outgoing.end(body)
    })
  return async (url: URL, request: OutboundRequest, signal: AbortSignal): Promise<IncomingMessage> => {
    if (request.method === 'POST') return await over(single, url, request, signal)
    try {
      return await over(kept, url, request, signal)
    } catch (error) {
      if (!(error instanceof StaleConnection) || signal.aborted) throw error
      return await over(single, url, request, signal)
    }
  }
}

class StaleConnection extends Error {
  constructor(cause: Error) {
    super('a connection that was kept alive failed', { cause })
  }
}

async function withDeadline(request: OutboundRequest, work: (signal: AbortSignal) => Promise<FetchedDocument>) {
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), request.timeout * 1000)
  try {
    return await work(deadline.signal)
  } catch (error) {
    const host = URL.canParse(request.url) ? new URL(request.url).host : 'the address'
    throw asFetchFailed(error, host, deadline.signal.aborted)
  } finally {
    clearTimeout(timer)
  }
}

async function follow(request: OutboundRequest, rules: AddressRules, exchange: Exchange): Promise<FetchedDocument> {
  const { redirects = 0, method = 'GET', headers: _ours, ...withoutHeaders } = request
  let url = parseAddress(request.url, rules)
  let current: OutboundRequest = request
  for (let hop = 0; ; hop += 1) {
    const response = await exchange(url, current)
    const location = redirection(response)
    if (location === undefined || redirects === 'returned') return await readDocument(url, response, request.maxBytes)
    response.destroy()
    if (method !== 'GET' || hop >= redirects) throw new FetchFailed('too_many_redirects', `${url.host} redirects`)
    const next = parseAddress(location, rules, url)
    if (next.origin !== url.origin) current = withoutHeaders
    url = next
  }
}

const redirection = ({ statusCode = 0, headers }: IncomingMessage): string | undefined =>
  [301, 302, 303, 307, 308].includes(statusCode) ? headers.location : undefined

const headersOf = ({ accept, headers, contentType, body }: OutboundRequest): Record<string, string> => ({
  ...headers,
  Accept: accept,
  'Accept-Encoding': 'identity',
  'User-Agent': 'Kakehashi',
  ...(contentType !== undefined && { 'Content-Type': contentType }),
  ...(body !== undefined && { 'Content-Length': String(Buffer.byteLength(body)) }),
})

function asFetchFailed(error: unknown, host: string, late: boolean): unknown {
  if (error instanceof FetchFailed) return error
  if (late) return new FetchFailed('timeout', `${host} did not answer in time`, error)
  if (error instanceof StaleConnection) return asFetchFailed(error.cause, host, late)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'HPE_HEADER_OVERFLOW') return new FetchFailed('too_large', `${host} sent oversized headers`, error)
  // Node refuses header values of ours that it cannot send by such a code; that is our bug and stays one.
  if (code.startsWith('ERR_INVALID') || code === '') return error
  return new FetchFailed('unreachable', `${host} cannot be reached`, error)
}
