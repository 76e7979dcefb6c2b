import { browserClient } from './browser-client.ts'

/**
 * A person at an authorization server's pages: logs in, decides, and is sent back.
 *
 * @returns the address that the browser is sent to at last, of another origin than the server's
 */
export async function visitIssuer(
  authorizationUrl: string,
  { subject, password, decision }: { subject: string; password: string; decision: 'approve' | 'reject' },
): Promise<string> {
  const { origin, pathname, search } = new URL(authorizationUrl)
  const browser = browserClient(origin)
  let answer = await browser.get(pathname + search)
  for (let step = 0; step < 8; step += 1) {
    if (answer.status >= 300 && answer.status <= 399) {
      if (!answer.location.startsWith('/')) return answer.location
      answer = await browser.get(answer.location)
      continue
    }
    const forms = [...answer.text.matchAll(/<form[^>]* action="([^"]*)"/g)].map((match) => match[1]!.replace(origin, ''))
    const logIn = answer.text.includes('name="password"')
    const action = forms.find((path) => path.endsWith(logIn ? '/log-in' : '/decision'))
    if (action === undefined) throw new Error(`no way on from this page: ${answer.status} ${answer.text.slice(0, 2000)}`)
    answer = await browser.post(action, logIn ? { username: subject, password } : { decision })
  }
  throw new Error('the authorization server leads nowhere')
}
