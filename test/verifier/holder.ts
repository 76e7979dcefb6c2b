import { randomBytes } from 'node:crypto'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { runChecks } from '../../src/base/checks.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { after, days, seconds } from '../../src/base/time.ts'
import type { FetchedDocument } from '../../src/http/fetch-document.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import type { CertifiedKey, SigningKey } from '../../src/jose/signing-key.ts'
import { alwaysDisclosed, disclosablePaths } from '../../src/jurisdictions/credential-profile.ts'
import { jurisdictions, personOf } from '../../src/jurisdictions/index.ts'
import { credentialKinds, type CredentialKind } from '../../src/jurisdictions/jurisdiction-profile.ts'
import {
  parseAuthorizationRequest,
  processRequestObjectResponse,
  requestObjectRequest,
} from '../../src/openid4vp/authorization-request.ts'
import { vpTokenRequest, type VpToken } from '../../src/openid4vp/authorization-response.ts'
import { claimsToDisclose } from '../../src/openid4vp/dcql-matching.ts'
import {
  acceptRequestObject,
  requestObjectChecks,
  type AcceptedRequest,
} from '../../src/openid4vp/request-object-checks.ts'
import { issueSdJwtVc } from '../../src/sd-jwt/issue-sd-jwt-vc.ts'
import { presentSdJwtVc, type PresentationOfSdJwtVc } from '../../src/sd-jwt/present-sd-jwt-vc.ts'
import { heldClaims } from '../../src/sd-jwt/selectable-claims.ts'
import { deskToken, http, type VerifierWorld } from './verifier-world.ts'

/** A credential in somebody's wallet, with the key that it is bound to. */
export interface Held {
  readonly credential: string
  readonly holderKey: SigningKey
}
export type Wallet = { readonly [Kind in CredentialKind]: Held }

export interface IssueOptions {
  readonly person?: string
  readonly claims?: JsonObject
  /** Days from now; negative for one that has expired. */
  readonly validFor?: number
  readonly statusIndex?: number
  readonly key?: CertifiedKey
  readonly status?: JsonObject | 'none'
}

/** Issues as the Japanese issuers do. */
export async function issue(world: VerifierWorld, kind: CredentialKind, options: IssueOptions = {}): Promise<Held> {
  const {
    person = 'hanako',
    claims = {},
    validFor = 30,
    statusIndex = 5,
    key = world.pki.issuers[kind].credentials.key,
  } = options
  const profile = jurisdictions.JP.credentials[kind]
  const now = world.clock.now()
  const status = options.status ?? { status_list: { idx: statusIndex, uri: world.statusUri(kind) } }
  const { key: holderKey } = generateSoftwareKey()
  const credential = await issueSdJwtVc({
    key,
    claims: {
      vct: profile.vct,
      iat: now - 3600,
      exp: after(now, seconds(days(1) * validFor)),
      ...personOf(jurisdictions.JP, person)!.datasets[kind],
      ...claims,
      ...(status !== 'none' && { status }),
    },
    always: alwaysDisclosed(profile),
    disclosable: disclosablePaths(profile),
    holderKey: holderKey.publicJwk,
    random: systemRandom,
    decoys: 2,
  })
  return { credential, holderKey }
}

export async function walletOf(
  world: VerifierWorld,
  options: { readonly [Kind in CredentialKind]?: IssueOptions } = {},
): Promise<Wallet> {
  const [identity, diploma] = await Promise.all(credentialKinds.map((kind) => issue(world, kind, options[kind])))
  return { identity: identity!, diploma: diploma! }
}

/** How a presentation departs from what a good wallet sends. */
export type Departure = { readonly [Kind in CredentialKind]?: (presentation: PresentationOfSdJwtVc) => Promise<string> }

/** Opens a request as a wallet does, all checks passed. */
export async function openRequest(world: VerifierWorld, walletUrl: string): Promise<AcceptedRequest> {
  const authorizationRequest = parseAuthorizationRequest(walletUrl)
  const requestObject = processRequestObjectResponse(await http(requestObjectRequest(authorizationRequest)))
  const subject = {
    requestObject,
    authorizationRequest,
    walletNonce: 'none',
    now: world.clock.now(),
    skew: seconds(30),
    development: true,
  } as const
  return acceptRequestObject(
    await runChecks(subject, requestObjectChecks, (error) => {
      throw error
    }),
    subject,
  )
}

/** What the wallet would send for this request. */
export async function vpTokenFor(
  world: VerifierWorld,
  request: AcceptedRequest,
  wallet: Wallet,
  departure: Departure = {},
): Promise<VpToken> {
  const entries = await Promise.all(
    request.query.credentials.map(async (query) => {
      const kind = query.id as CredentialKind
      const { credential, holderKey } = wallet[kind]
      const claims = heldClaims(credential)
      const disclose =
        claimsToDisclose(query, { format: 'dc+sd-jwt', vcts: [], claims, holderBinding: true, authorities: [] }) ?? []
      const presentation = {
        credential,
        holderKey,
        disclose,
        nonce: request.nonce,
        audience: request.clientId,
        now: world.clock.now(),
      }
      return [query.id, [await (departure[kind] ?? presentSdJwtVc)(presentation)]] as const
    }),
  )
  return Object.fromEntries(entries)
}

/** Answers a request from beginning to end. */
export async function present(
  world: VerifierWorld,
  walletUrl: string,
  wallet: Wallet,
  departure: Departure = {},
): Promise<FetchedDocument> {
  const request = await openRequest(world, walletUrl)
  return http(await vpTokenRequest(request, await vpTokenFor(world, request, wallet, departure)))
}

/** The officer's desk. */
export const desk = (world: VerifierWorld) => {
  const call = async (path: string, body?: unknown) => {
    const answer = await fetch(world.url + path, {
      headers: { authorization: `Bearer ${deskToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as DeskAnswer }
  }
  return {
    call,
    ask: async (additional_claims?: object) =>
      (
        await call('/api/requests', {
          purpose: 'university_admission',
          ...(additional_claims && { additional_claims }),
        })
      ).body,
    state: async (id: string) => (await call(`/api/requests/${id}`)).body,
  }
}

/** Whatever the desk answers, as a test reads it. */
export interface DeskAnswer {
  readonly id: string
  readonly wallet_url: string
  readonly openid4vp_url: string
  readonly browser_url: string
  readonly expires_at: number
  readonly state: string
  readonly result: Result
  readonly refusals: readonly { readonly error: string; readonly error_description: string; readonly result: Result }[]
  readonly declined: { readonly error: string }
  readonly error: string
  readonly error_description: string
}

export interface Result {
  readonly decision: {
    readonly technical: string
    readonly listStatus: string
    readonly legalStatus: string
    readonly policy: string
    readonly reasons: readonly { readonly rule: string; readonly effect: string }[]
  }
  readonly credentials: {
    readonly [Kind in CredentialKind]: {
      readonly listStatus: string
      readonly comparableTo: { readonly en: string } | null
      readonly issuer: { readonly name: string } | null
    }
  }
  readonly report: readonly {
    readonly id: string
    readonly outcome: string
    readonly detail: string
    readonly evidence: object
  }[]
  readonly disclosed: readonly {
    readonly credential: string
    readonly path: readonly unknown[]
    readonly value?: unknown
  }[]
  readonly withheld: readonly { readonly credential: string; readonly path: readonly unknown[] }[]
  readonly receipt: { readonly jwt: string; readonly uri: string; readonly claims: JsonObject } | null
}

export const answersOf = ({ decision: { technical, listStatus, legalStatus, policy } }: Result) => ({
  technical,
  listStatus,
  legalStatus,
  policy,
})
export const openRows = ({ report }: Result): readonly string[] =>
  report.filter(({ outcome }) => outcome === 'failed' || outcome === 'indeterminate').map(({ id }) => id)

/** A browser that keeps its cookies. */
export function browser(world: VerifierWorld) {
  const cookies = new Map<string, string>()
  return async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(path.startsWith('http') ? path : world.url + path, {
      redirect: 'manual',
      ...init,
      headers: { accept: 'text/html', ...(cookie !== '' && { cookie }), ...init.headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0]!.split('=')
      cookies.set(name!, value!)
    }
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      headers: answer.headers,
      text: await answer.text(),
    }
  }
}

export const randomText = (): string => randomBytes(16).toString('base64url')
