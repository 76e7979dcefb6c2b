import { seconds } from '../base/time.ts'
import type { FetchDocument, FetchedDocument } from '../http/fetch-document.ts'

/** A person of the story, as the issuers' log-in knows them. */
export interface Person {
  readonly username: string
  readonly password: string
}

/**
 * A person follows the wallet's link to the issuer, logs in, agrees, and is led back to the wallet: RFC 6749 §4.1.1, with
 * a browser that keeps cookies, sends forms, follows redirects and runs no script.
 *
 * @returns the page on which the person ends, at the wallet
 * @throws Error if the issuer's pages lead elsewhere than to a log-in, a decision and back
 */
export async function logInAndApprove(http: FetchDocument, authorizationUrl: string, person: Person): Promise<FetchedDocument> {
  const browser = openBrowser(http)
  const logIn = await browser.open(authorizationUrl)
  const consent = await browser.send(formOn(logIn, 'username'), { username: person.username, password: person.password })
  return browser.send(formOn(consent, 'decision'), { decision: 'approve' })
}

interface Browser {
  open(url: string): Promise<FetchedDocument>
  send(action: string, fields: Readonly<Record<string, string>>): Promise<FetchedDocument>
}

function openBrowser(http: FetchDocument): Browser {
  const jars = new Map<string, Map<string, string>>()
  const limits = { accept: 'text/html', maxBytes: 1_000_000, timeout: seconds(20), redirects: 'returned' } as const

  const exchange = async (url: string, form?: string): Promise<FetchedDocument> => {
    const { host } = new URL(url)
    const jar = jars.get(host) ?? new Map<string, string>()
    jars.set(host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await http({
      ...limits,
      url,
      ...(cookie !== '' && { headers: { cookie } }),
      ...(form !== undefined && { method: 'POST', contentType: 'application/x-www-form-urlencoded', body: form }),
    })
    const [name, value] = answer.header('set-cookie')?.split(';')[0]?.split('=') ?? []
    if (name !== undefined && value !== undefined) jar.set(name, value)
    return answer
  }
  const follow = async (answer: FetchedDocument, from: string): Promise<FetchedDocument> => {
    let [current, url] = [answer, from]
    for (let hops = 0; current.status >= 300 && current.status < 400; hops += 1) {
      if (hops === 10) throw new Error(`${new URL(url).host} redirects without end`)
      url = new URL(current.header('location') ?? '', url).href
      current = await exchange(url)
    }
    if (current.status !== 200) throw new Error(`${new URL(url).host} answered ${current.status}`)
    return { ...current, url }
  }
  return {
    open: async (url) => follow(await exchange(url), url),
    send: async (action, fields) => follow(await exchange(action, new URLSearchParams(fields).toString()), action),
  }
}

/** Where the form with a field of this name goes to. */
function formOn(page: FetchedDocument, field: string): string {
  const forms = page.text.split('<form').slice(1).map((form) => form.slice(0, form.indexOf('</form>')))
  const action = forms.find((form) => form.includes(`name="${field}"`))?.match(/action="([^"]+)"/)?.[1]
  if (action === undefined) throw new Error(`${new URL(page.url).host} shows no form with ${field}`)
  return new URL(action.replaceAll('&amp;', '&'), page.url).href
}
