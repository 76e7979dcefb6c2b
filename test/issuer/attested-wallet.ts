import { systemRandom } from '../../src/base/adapters/system-random.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { token } from '../../src/base/random.ts'
import { after, hours } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import type { SigningKey } from '../../src/jose/signing-key.ts'
import { makeAuthorizationRequest, authorizationUrl } from '../../src/oauth/authorization-request.ts'
import { codeChallengeOf, makeCodeVerifier } from '../../src/oauth/pkce.ts'
import { makeAuthorizationCodeTokenRequest, makeRefreshTokenRequest, type TokenParameters } from '../../src/oauth/token-endpoint.ts'
import type { Certified } from '../../src/x509/adapters/pki.ts'
import { testPassword, testWallet, type IssuerWorld, type TestWallet } from './issuer-world.ts'

export type Headers = Readonly<Record<string, string>>
export type FormParameters = Readonly<Record<string, string>>

/** Members to replace in one of the two JWTs; `undefined` leaves one out. */
export interface JwtChange {
  readonly header?: Readonly<Record<string, JsonObject[string] | undefined>>
  readonly payload?: Readonly<Record<string, JsonObject[string] | undefined>>
  readonly key?: SigningKey
}

/** A wallet that its provider attests, in the hands of a test: it makes right requests, and every wrong one. */
export interface AttestedWallet extends TestWallet {
  readonly clientId: string
  readonly redirectUri: string
  readonly instance: SigningKey
  readonly codeVerifier: string
  /** The two headers of a client attestation, fresh for each request. */
  attestation(changes?: { readonly attestation?: JwtChange; readonly pop?: JwtChange }): Promise<Headers>
  /** A right authorization request; changes replace parameters, `undefined` leaves one out. */
  request(changes?: Readonly<Record<string, string | undefined>>): FormParameters
  push(parameters?: FormParameters, headers?: Headers): Promise<Response>
  /** Pushes, and gives the address to send the holder to. */
  pushed(parameters?: FormParameters, headers?: Headers): Promise<string>
  /** The whole way to a code: pushed, opened, logged in, approved. */
  code(wish?: { readonly subject?: string; readonly parameters?: FormParameters; readonly headers?: Headers }): Promise<string>
  tokenParameters(code: string, changes?: Readonly<Record<string, string | undefined>>): FormParameters
  refreshParameters(refreshToken: string): FormParameters
  /** Asks for a token with attestation and DPoP proof; headers replace those, '' leaves one out. */
  ask(parameters: FormParameters, headers?: Headers): Promise<Response>
}

export function attestedWallet(
  world: IssuerWorld,
  { clientId = 'https://wallet.example', redirectUri = 'https://wallet.example/callback', attester = world.walletAttester, instance = generateSoftwareKey().key }: {
    clientId?: string
    redirectUri?: string
    attester?: Certified
    instance?: SigningKey
  } = {},
): AttestedWallet {
  const { url, clock, context } = world
  const basic = testWallet(world)
  const codeVerifier = makeCodeVerifier(systemRandom)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const send = (path: string, parameters: FormParameters, headers: Headers): Promise<Response> =>
    fetch(url + path, { method: 'POST', headers: { ...form, ...headers }, body: new URLSearchParams(parameters).toString() })

  const wallet: AttestedWallet = {
    ...basic, clientId, redirectUri, instance, codeVerifier,
    attestation: async ({ attestation = {}, pop = {} } = {}) => {
      const { kty, crv, x, y } = instance.publicJwk
      const now = clock.now()
      return {
        'oauth-client-attestation': await changed(attester.key, {
          header: { typ: 'oauth-client-attestation+jwt', x5c: [...attester.x5c] },
          payload: { iss: 'https://provider.example', sub: clientId, wallet_name: 'LAB-Test wallet', iat: now, exp: after(now, hours(1)), cnf: { jwk: { kty, crv, x, y } } },
        }, attestation),
        'oauth-client-attestation-pop': await changed(instance, {
          header: { typ: 'oauth-client-attestation-pop+jwt' },
          payload: { iss: clientId, aud: url, jti: token(systemRandom, ''), iat: now, challenge: context.attestationChallenges.current(now) },
        }, pop),
      }
    },
    request: (changes = {}) =>
      replaced(makeAuthorizationRequest({ clientId, redirectUri, scope: context.config.credential.scope, state: 'state-1', codeChallenge: codeChallengeOf(codeVerifier) }), changes),
    push: async (parameters = wallet.request(), headers) => send('/par', parameters, headers ?? (await wallet.attestation())),
    pushed: async (parameters, headers) => {
      const answer = (await (await wallet.push(parameters, headers)).json()) as { request_uri: string }
      if (answer.request_uri === undefined) throw new Error(`not pushed: ${JSON.stringify(answer)}`)
      return authorizationUrl(`${url}/authorize`, { clientId, requestUri: answer.request_uri })
    },
    code: async ({ subject = 'hanako', parameters, headers } = {}) => {
      const back = await approve(await wallet.pushed(parameters, headers), subject)
      const code = new URL(back).searchParams.get('code')
      if (code === null) throw new Error(`no code came back: ${back}`)
      return code
    },
    tokenParameters: (code, changes = {}) => replaced(makeAuthorizationCodeTokenRequest({ code, redirectUri, codeVerifier, clientId }), changes),
    refreshParameters: (refreshToken) => makeRefreshTokenRequest({ refreshToken, clientId }),
    ask: async (parameters, headers = {}) => {
      const usual = { ...(await wallet.attestation()), dpop: await wallet.dpop(`${url}/token`), ...headers }
      return send('/token', parameters, Object.fromEntries(Object.entries(usual).filter(([, value]) => value !== '')))
    },
  }
  return wallet
}

const replaced = (parameters: TokenParameters, changes: Readonly<Record<string, string | undefined>>): FormParameters =>
  defined({ ...parameters, ...changes })

const defined = <Value>(members: Readonly<Record<string, Value | undefined>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Record<string, Value>

const changed = (key: SigningKey, { header, payload }: { header: JsonObject; payload: JsonObject }, change: JwtChange): Promise<string> =>
  signCompactJws(change.key ?? key, defined({ ...header, ...change.header }), defined({ ...payload, ...change.payload }))

/** A browser that keeps cookies and follows nothing by itself. */
export interface TestBrowser {
  get(url: string): Promise<Response>
  post(url: string, form: FormParameters, headers?: Headers): Promise<Response>
  /** Opens an address and follows to the page. */
  open(url: string): Promise<{ readonly url: string; readonly text: string; readonly status: number }>
}

export function testBrowser(): TestBrowser {
  const cookies = new Map<string, string>()
  const send = async (url: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { accept: 'text/html', ...(cookie !== '' && { cookie }), ...(init.headers as Headers) } })
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0]!.split('=') as [string, string]
      cookies.set(name, value)
    }
    return answer
  }
  const browser: TestBrowser = {
    get: (url) => send(url, {}),
    post: (url, form, headers = {}) =>
      send(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(form).toString() }),
    open: async (url) => {
      const answer = await browser.get(url)
      const next = answer.headers.get('location')
      return next === null ? { url, text: await answer.text(), status: answer.status } : browser.open(next)
    },
  }
  return browser
}

/** The holder at the log-in page: opens the address, logs in, and gives the address of the consent page. */
export async function logIn(url: string, subject: string, browser = testBrowser()): Promise<string> {
  const page = await browser.open(url)
  const answer = await browser.post(`${page.url}/log-in`, { username: subject, password: testPassword })
  const consent = answer.headers.get('location')
  if (consent === null) throw new Error(`the log-in was refused: ${answer.status}`)
  return consent
}

/** The holder agrees. @returns where the browser is sent back to */
export async function approve(url: string, subject = 'hanako', browser = testBrowser()): Promise<string> {
  const consent = await logIn(url, subject, browser)
  const answer = await browser.post(`${consent}/decision`, { decision: 'approve' })
  const back = answer.headers.get('location')
  if (back === null) throw new Error(`the decision was refused: ${answer.status}`)
  return back
}
