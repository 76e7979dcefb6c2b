import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeIssuerApp } from '../../issuer/app.ts'
import { parseIssuerConfig } from '../../issuer/config.ts'
import { makeIssuerContext, type IssuerContext } from '../../issuer/context.ts'
import { adjustableClock, type AdjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import type { Log } from '../../src/base/log.ts'
import { after, before, days, toUtc } from '../../src/base/time.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import type { FetchDocument, OutboundRequest } from '../../src/http/fetch-document.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import type { SigningKey } from '../../src/jose/signing-key.ts'
import { jurisdictions } from '../../src/jurisdictions/index.ts'
import { makeDpopProof } from '../../src/oauth/dpop.ts'
import { processTokenResponse, tokenRequest, type TokenParameters } from '../../src/oauth/token-endpoint.ts'
import { preAuthorizedCodeGrant } from '../../src/openid4vci/credential-offer.ts'
import { makeKeyProof } from '../../src/openid4vci/key-proof.ts'
import { nonceRequest, processNonceResponse } from '../../src/openid4vci/nonce-endpoint.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { signListOfTrustedEntities } from '../../src/trust/lote-signature.ts'
import { makeListOfTrustedEntities } from '../../src/trust/make-list-of-trusted-entities.ts'
import { makeCa, makeLeaf, type Authority, type Certified } from '../../src/x509/adapters/pki.ts'

export type ProfileName = 'EU/identity' | 'EU/diploma' | 'JP/identity' | 'JP/diploma'

export const deskToken = 'a-desk-token-for-tests-of-32-characters'
export const testPassword = 'a password for tests'
export const http: FetchDocument = nodeFetchDocument({ development: true })

export interface WorldWishes {
  readonly basePath?: string
  /** Further variables of the environment. */
  readonly settings?: Readonly<Record<string, string>>
  /** Variables that name a JSON file, with what stands in it. */
  readonly files?: Readonly<Record<string, unknown>>
  /** The system's time, moved by the test, unless the test brings one that stands still. */
  readonly clock?: AdjustableClock
}

/** One issuer on loopback with its own keys, a list of the JP side that it trusts, and a clock that the test moves. */
export interface IssuerWorld {
  readonly url: string
  readonly clock: AdjustableClock
  readonly context: IssuerContext
  readonly logged: readonly string[]
  /** The admissions office of the JP side, as the list knows it. */
  readonly admissions: Certified
  /** The same names, certified by a CA that no list has. */
  readonly impostor: Certified
  /** Whose client attestations, and whose key attestations, the issuer believes; and one whom it does not know. */
  readonly walletAttester: Certified
  readonly keyAttester: Certified
  readonly impostorAttester: Certified
  /** Takes the JP list off the network, or puts it back. */
  listAnswers(yes: boolean): void
  /** A second issuer over the same store and clock, whose context the test may change. */
  serve(change: (context: IssuerContext) => IssuerContext): Promise<{ url: string; close(): Promise<void> }>
  close(): Promise<void>
}

export async function issuerWorld(
  profile: ProfileName,
  { basePath = '', settings = {}, files = {}, clock = adjustableClock() }: WorldWishes = {},
): Promise<IssuerWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'kakehashi-issuer-'))
  const random = systemRandom
  const pki = await makePki(clock)
  const binding = await bind({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${binding.port}${basePath}`
  const write = (name: string, content: unknown): string => {
    writeFileSync(join(folder, name), JSON.stringify(content))
    return join(folder, name)
  }
  const keyFile = (name: string, { privateJwk, x5c }: Certified): string => write(name, { privateJwk, x5c })
  const config = parseIssuerConfig({
    ISSUER_URL: url,
    ISSUER_PORT: String(binding.port),
    ISSUER_DATABASE: ':memory:',
    ISSUER_DEVELOPMENT_HTTP: 'yes',
    ISSUER_PROFILE: profile,
    ISSUER_KEY_FILE: keyFile('key.json', pki.issuer),
    ISSUER_STATUS_KEY_FILE: keyFile('status-key.json', pki.status),
    ISSUER_ACCESS_KEY_FILE: keyFile('access-key.json', pki.access),
    ISSUER_TRUST_LISTS_FILE: write('lists.json', [pki.location]),
    ISSUER_WALLET_PROVIDERS_FILE: write('wallet-providers.json', { clientAttestation: [pki.walletCa.certificate], keyAttestation: [pki.keyCa.certificate] }),
    ISSUER_DESK_TOKEN: deskToken,
    ISSUER_WALLET_URL: 'http://wallet.localhost:4403/credential_offer',
    ISSUER_LAB_URL: 'http://localhost:4400',
    ISSUER_TEST_PASSWORD: testPassword,
    ...settings,
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [name, write(`${name}.json`, content)])),
  })
  const logged: string[] = []
  let answers = true
  const network = async (request: OutboundRequest) => {
    if (!answers) return { url: request.url, status: 503, contentType: '', header: () => undefined, text: '' }
    return { url: request.url, status: 200, contentType: 'application/jose', header: () => undefined, text: pki.list }
  }
  const store = memoryStore(clock)
  const context = await makeIssuerContext(config, { clock, random, log: linesIn(logged), store, fetchDocument: network })
  binding.serve(makeIssuerApp(context))
  return {
    url, clock, context, logged, admissions: pki.admissions, impostor: pki.impostor,
    walletAttester: pki.walletAttester, keyAttester: pki.keyAttester, impostorAttester: pki.impostorAttester,
    listAnswers: (yes) => { answers = yes },
    serve: async (change) => {
      const second = await bind({ port: 0, host: '127.0.0.1' })
      second.serve(makeIssuerApp(change(context)))
      return { url: `http://127.0.0.1:${second.port}${basePath}`, close: () => second.close() }
    },
    close: async () => {
      await binding.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const linesIn = (lines: string[]): Log => {
  const line = (event: string, fields?: object): void => void lines.push(`${event} ${JSON.stringify(fields ?? {})}`)
  return { info: line, warn: line, error: (event, error, fields) => line(event, { ...fields, error: String(error) }) }
}

async function makePki({ now }: AdjustableClock) {
  const [from, validFor] = [before(now(), days(1)), days(800)]
  const { trustList, verifiers: { admissions: office } } = jurisdictions.JP
  const ca = (CN: string): Promise<Authority> => makeCa({ subject: { C: 'JP', O: 'LAB', CN }, now: from, validFor })
  const [issuerCa, accessCa, otherCa, listCa] = await Promise.all([ca('LAB-Issuer CA'), ca('LAB-Access CA'), ca('LAB-Nobody CA'), ca('LAB-List CA')])
  const [walletCa, keyCa] = await Promise.all([ca('LAB-Wallets CA'), ca('LAB-Wallet keys CA')])
  const leaf = (profile: Parameters<typeof makeLeaf>[0]['profile'], ca: Authority, subject: Readonly<Record<string, string>>) =>
    makeLeaf({ profile, subject, ca, now: from, validFor, subjectAltNames: [{ type: 'email', value: office.email }] })
  const operator = trustList.operator
  const officeSubject = { C: office.country, O: office.legalName, organizationIdentifier: office.organizationIdentifier, CN: office.serviceName.en }
  const signer = await leaf('listSigner', listCa, { C: 'JP', O: operator.legalName, CN: 'LAB-List signer' })
  const list = makeListOfTrustedEntities({
    scheme: { LoTEType: trustList.listType, SchemeOperatorName: [...operator.names], SchemeName: [...trustList.schemeName], SchemeTerritory: 'JP' },
    sequenceNumber: 1,
    issuedAt: from,
    nextUpdate: after(now(), days(5)),
    entities: [{
      TrustedEntityInformation: {
        TEName: [...operator.names],
        TEAddress: { TEPostalAddress: [...operator.postalAddress], TEElectronicAddress: [{ lang: 'en', uriValue: `mailto:${operator.email}` }] },
        TEInformationURI: [{ lang: 'en', uriValue: operator.website }],
      },
      TrustedEntityServices: [{
        ServiceInformation: {
          ServiceName: [{ lang: 'en', value: 'LAB-Access certificates' }],
          ServiceDigitalIdentity: { X509Certificates: [{ val: accessCa.certificate }] },
          ServiceTypeIdentifier: trustList.serviceTypes.access_certificate,
          ServiceStatus: trustList.serviceStatuses.granted,
          StatusStartingTime: toUtc(from),
        },
      }],
    }],
  })
  const provider = { C: 'XM', O: 'LAB-Wallets', CN: 'LAB-Wallets' }
  return {
    walletCa,
    keyCa,
    walletAttester: await leaf('walletAttester', walletCa, provider),
    keyAttester: await leaf('keyAttester', keyCa, provider),
    impostorAttester: await leaf('walletAttester', otherCa, provider),
    issuer: await leaf('credentialIssuer', issuerCa, { C: 'JP', O: 'LAB-Issuer', CN: 'LAB-Issuer credentials' }),
    access: await leaf('accessCertificate', accessCa, { C: 'JP', O: 'LAB-Issuer', organizationIdentifier: 'NTRJP-LAB', CN: 'LAB-Issuer access' }),
    status: await leaf('statusListSigner', issuerCa, { C: 'JP', O: 'LAB-Issuer', CN: 'LAB-Issuer status' }),
    admissions: await leaf('accessCertificate', accessCa, officeSubject),
    impostor: await leaf('accessCertificate', otherCa, officeSubject),
    list: await signListOfTrustedEntities(signer.key, list, from),
    location: {
      territory: 'JP',
      url: 'http://trust.jp.localhost:4499/list.jws',
      listType: trustList.listType,
      grantedStatus: trustList.serviceStatuses.granted,
      signerCertificates: [signer.certificate],
    },
  }
}

/** What a wallet has in its hands between the steps; every step over HTTP. */
export interface TestWallet {
  readonly key: SigningKey
  dpop(url: string, changes?: { method?: 'GET' | 'POST'; accessToken?: string | undefined; key?: SigningKey; at?: number; nonce?: string | undefined }): Promise<string>
  keyProof(changes?: { nonce?: string | undefined; audience?: string; key?: SigningKey; clientId?: string | undefined; keyAttestation?: string }): Promise<string>
  nonce(): Promise<string>
  token(parameters: TokenParameters): Promise<string>
}

export function testWallet({ url, clock, context }: Pick<IssuerWorld, 'url' | 'clock' | 'context'>): TestWallet {
  const { key } = generateSoftwareKey()
  const wallet: TestWallet = {
    key,
    dpop: (address, { method = 'POST', accessToken, key: other = key, at, ...changes } = {}) =>
      makeDpopProof({
        key: other, method, url: address, accessToken, now: (at ?? clock.now()) as ReturnType<typeof clock.now>, random: systemRandom,
        nonce: 'nonce' in changes ? changes.nonce : context.dpopNonces.current(clock.now()),
      }),
    nonce: async () => processNonceResponse(await http(nonceRequest(`${url}/nonce`))).c_nonce,
    keyProof: async (changes = {}) =>
      makeKeyProof({ key, audience: url, clientId: undefined, now: clock.now(), ...changes, nonce: 'nonce' in changes ? changes.nonce : await wallet.nonce() }),
    token: async (parameters) => {
      const endpoint = `${url}/token`
      const request = tokenRequest({ endpoint, parameters, dpopProof: await wallet.dpop(endpoint) })
      return processTokenResponse(await http(request)).access_token
    },
  }
  return wallet
}

export interface DeskOffer {
  readonly offer: string
  readonly credential_offer?: { readonly grants: { readonly [preAuthorizedCodeGrant]: { readonly 'pre-authorized_code': string } } }
  readonly credential_offer_uri?: string
  readonly tx_code?: string
  readonly expires_at: number
}

export const atDesk = (path: string, body?: unknown): { path: string; init: RequestInit } => ({
  path,
  init: {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${deskToken}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  },
})

export async function deskOffer({ url, context }: IssuerWorld, subject: string, { by = 'value', tx_code = false, review = false } = {}): Promise<DeskOffer> {
  const { path, init } = atDesk('/desk/offers', { credential_configuration_ids: [context.config.credential.configurationId], subject, by, tx_code, review })
  return (await (await fetch(url + path, init)).json()) as DeskOffer
}

export const codeOf = ({ credential_offer }: DeskOffer): string => credential_offer!.grants[preAuthorizedCodeGrant]['pre-authorized_code']

/** A token for one person's credential, by the shortest way. */
export const tokenFor = async (world: IssuerWorld, wallet: TestWallet, subject: string): Promise<string> =>
  wallet.token({ grant_type: preAuthorizedCodeGrant, 'pre-authorized_code': codeOf(await deskOffer(world, subject)) })

