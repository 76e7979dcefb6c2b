import type { WalletContext } from './context.ts'
import type { StartedAuthorization } from './issuance-records.ts'
import { limits } from './limits.ts'

/** Redirections inside an authorization server, before it answers or shows a page. */
const maxHops = 5

/**
 * Goes to the authorization server in place of a browser, for servers that ask nobody: it follows redirections until
 * one leads to this wallet.
 *
 * @returns the parameters of the answer; undefined if a person has to read a page
 * @throws FetchFailed
 */
export async function followAuthorization(
  { fetchDocument }: WalletContext,
  { url: begin, redirectUri }: StartedAuthorization,
): Promise<URLSearchParams | undefined> {
  let url = begin
  for (let hop = 0; hop < maxHops; hop += 1) {
    const answer = await fetchDocument({
      url,
      accept: 'text/html',
      maxBytes: limits.issuerMetadata,
      timeout: limits.outboundTimeout,
      redirects: 'returned',
    })
    const location = answer.status >= 300 && answer.status <= 399 ? answer.header('location') : undefined
    if (location === undefined || !URL.canParse(location, url)) return undefined
    const next = new URL(location, url)
    if (next.origin + next.pathname === redirectUri) return next.searchParams
    url = next.href
  }
  return undefined
}
