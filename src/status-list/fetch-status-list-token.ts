import { confirm, Indeterminate } from '../base/checks.ts'
import { seconds } from '../base/time.ts'
import type { FetchDocument } from '../http/fetch-document.ts'
import { statusListTokenType } from './status-list-token.ts'

/**
 * Token Status List -14 "Status List Request", for `fetchToken` of `statusCheck`. Each call asks anew: `ttl` allows a
 * cache, and this verifier prefers to see a revocation at once.
 *
 * @throws FetchFailed if the address cannot be reached; Indeterminate if it does not answer 200; CheckFailed for
 *   another media type
 */
export const fetchStatusListToken =
  (fetchDocument: FetchDocument) =>
  async (uri: string): Promise<string> => {
    const { status, contentType, text } = await fetchDocument({
      url: uri,
      accept: statusListTokenType,
      maxBytes: 2 * 1024 * 1024,
      timeout: seconds(5),
      redirects: 2,
    })
    if (status !== 200)
      throw new Indeterminate(`the status list's address answers ${status}`, { uri, httpStatus: status })
    confirm(
      contentType === statusListTokenType,
      `the status list comes as '${contentType}', not '${statusListTokenType}'`,
      { uri },
    )
    return text.trim()
  }
