import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runChecks, notPassed } from '../../src/base/checks.ts'
import { days, hours, minutes } from '../../src/base/time.ts'
import { fetchStatusListToken } from '../../src/status-list/fetch-status-list-token.ts'
import { verifyStatusListToken } from '../../src/status-list/status-list-token.ts'
import { readStatus, StatusType } from '../../src/status-list/status-list.ts'
import { alwaysDisclosed } from '../../src/jurisdictions/credential-profile.ts'
import { personOf } from '../../src/jurisdictions/index.ts'
import { authorizationServerMetadataRequest, processAuthorizationServerMetadataResponse } from '../../src/oauth/authorization-server-metadata.ts'
import { credentialIssuerMetadataRequest, authorizationServerOf, processCredentialIssuerMetadataResponse } from '../../src/openid4vci/credential-issuer-metadata.ts'
import { credentialOfferRequest, parseOfferLink, preAuthorizedCodeGrant, processCredentialOfferResponse, type CredentialOffer } from '../../src/openid4vci/credential-offer.ts'
import { credentialRequest } from '../../src/openid4vci/credential-request.ts'
import { processCredentialResponse } from '../../src/openid4vci/credential-response.ts'
import { makePreAuthorizedCodeTokenRequest } from '../../src/openid4vci/pre-authorized-code.ts'
import { decodeReceivedSdJwtVc, receivedSdJwtVcChecks } from '../../src/sd-jwt/receive-sd-jwt-vc.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { atDesk, deskOffer, http, issuerWorld, testWallet, tokenFor, type IssuerWorld, type ProfileName, type TestWallet } from './issuer-world.ts'

const noBug = (error: unknown): void => { throw error }

/** Everything a wallet does between the link and the credential, with nothing but what the issuer published. */
async function collect(wallet: TestWallet, link: string, txCode: string | undefined): Promise<string> {
  const reference = parseOfferLink(link)
  const offer: CredentialOffer = reference.by === 'value' ? reference.offer : processCredentialOfferResponse(await http(credentialOfferRequest(reference.uri)))
  const metadata = processCredentialIssuerMetadataResponse(await http(credentialIssuerMetadataRequest(offer.credential_issuer)), offer.credential_issuer)
  const server = authorizationServerOf(metadata, offer.grants?.[preAuthorizedCodeGrant]?.authorization_server)
  const { token_endpoint } = processAuthorizationServerMetadataResponse(await http(authorizationServerMetadataRequest(server)), server)
  expect(token_endpoint).toBe(`${offer.credential_issuer}/token`)

  const accessToken = await wallet.token(makePreAuthorizedCodeTokenRequest(offer.grants![preAuthorizedCodeGrant]!['pre-authorized_code'], txCode))
  return askFor(wallet, metadata.credential_endpoint, accessToken, offer.credential_configuration_ids[0])
}

async function askFor(wallet: TestWallet, endpoint: string, accessToken: string, id: string): Promise<string> {
  const request = credentialRequest({
    endpoint,
    requested: { by: 'credential_configuration_id', id },
    proofs: { jwt: [await wallet.keyProof()] },
    accessToken,
    dpopProof: await wallet.dpop(endpoint, { accessToken }),
  })
  const response = processCredentialResponse(await http(request))
  if (!('credentials' in response)) throw new Error('the credential was deferred')
  return response.credentials[0].credential
}

const statusOf = async ({ clock }: IssuerWorld, credential: string): Promise<number> => {
  const { status_list } = parseSdJwt(credential).issuerJwt.payload['status'] as { status_list: { idx: number; uri: string } }
  const token = await fetchStatusListToken(http)(status_list.uri)
  return readStatus(verifyStatusListToken(token, { uri: status_list.uri, now: clock.now() }).list(), status_list.idx)
}

const everyone: readonly (readonly [ProfileName, string])[] = [['EU/identity', 'zoe'], ['EU/diploma', 'zoe'], ['JP/identity', 'hanako'], ['JP/diploma', 'hanako']]

describe.each(everyone)('the issuer %s', (profile, subject) => {
  let world: IssuerWorld
  let wallet: TestWallet
  beforeAll(async () => {
    world = await issuerWorld(profile)
    wallet = testWallet(world)
  })
  afterAll(() => world.close())

  test.each([['value', true], ['reference', false]])('hands a credential to a wallet: offer by %s, transaction code %s', async (by, tx_code) => {
    const { offer, tx_code: code } = await deskOffer(world, subject, { by, tx_code })
    const credential = await collect(wallet, offer, code)
    const { credential: definition, jurisdiction, kind } = world.context.config
    const now = world.clock.now()
    const received = decodeReceivedSdJwtVc(credential, { now, skew: minutes(1), vct: [definition.vct], holderKey: wallet.key.publicJwk })
    expect(notPassed(await runChecks(received, receivedSdJwtVcChecks, noBug))).toEqual([])

    const { payload, header } = parseSdJwt(credential).issuerJwt
    expect(header).toMatchObject({ typ: 'dc+sd-jwt', alg: 'ES256', x5c: [expect.any(String)] })
    expect(payload).toMatchObject({ iss: world.url, vct: definition.vct, iat: now - (now % hours(1)), nbf: payload['iat'], exp: (payload['iat'] as number) + definition.validFor })
    expect(Object.keys((payload['cnf'] as { jwk: object }).jwk).sort()).toEqual(['crv', 'kty', 'x', 'y'])
    const dataset = personOf(jurisdiction, subject)!.datasets[kind]!
    for (const name of alwaysDisclosed(definition)) expect(payload[name]).toEqual(dataset[name])
    expect(payload).not.toHaveProperty(String(definition.matching.birthDate[0]))
  })
})

describe('copies and their status', () => {
  let world: IssuerWorld
  let wallet: TestWallet
  beforeAll(async () => {
    world = await issuerWorld('JP/diploma')
    wallet = testWallet(world)
  })
  afterAll(() => world.close())

  const copy = async (subject: string): Promise<string> => {
    const accessToken = await tokenFor(world, wallet, subject)
    return askFor(wallet, `${world.url}/credential`, accessToken, world.context.config.credential.configurationId)
  }

  test('two copies share the list and nothing that links them: other index, salts, digests', async () => {
    const [one, other] = [parseSdJwt(await copy('hanako')), parseSdJwt(await copy('hanako'))]
    const reference = ({ issuerJwt }: typeof one) => (issuerJwt.payload['status'] as { status_list: { idx: number; uri: string } }).status_list
    expect(reference(one).uri).toBe(reference(other).uri)
    expect(reference(one).idx).not.toBe(reference(other).idx)
    const texts = new Set(one.disclosures.map(({ text }) => text))
    expect(other.disclosures.some(({ text }) => texts.has(text))).toBe(false)
    expect(one.issuerJwt.payload['iat']).toBe(other.issuerJwt.payload['iat'])
  })

  test('a revoked credential is seen as revoked, and nobody else’s is', async () => {
    const [mine, others] = [await copy('hanako'), await copy('taro')]
    expect(await statusOf(world, mine)).toBe(StatusType.valid)
    const list = async () => {
      const { path, init } = atDesk('/desk/credentials')
      return ((await (await fetch(world.url + path, init)).json()) as { credentials: { id: string; subject: string; status: string }[] }).credentials
    }
    const { id } = (await list()).filter(({ subject }) => subject === 'hanako').at(-1)!
    const { path, init } = atDesk(`/desk/credentials/${id}/status`, { status: 'revoked' })
    expect(await (await fetch(world.url + path, init)).json()).toMatchObject({ id, subject: 'hanako', status: 'revoked' })
    expect((await list()).filter(({ status }) => status === 'revoked').map((credential) => credential.id)).toEqual([id])
    expect(await statusOf(world, mine)).toBe(StatusType.invalid)
    expect(await statusOf(world, others)).toBe(StatusType.valid)
    expect((await fetch(world.url + path, init)).status).toBe(200)
  })

  test('a token gives further copies while it lives, then no more', async () => {
    const accessToken = await tokenFor(world, wallet, 'hanako')
    const { configurationId } = world.context.config.credential
    expect(await askFor(wallet, `${world.url}/credential`, accessToken, configurationId)).not.toBe(await askFor(wallet, `${world.url}/credential`, accessToken, configurationId))
    world.clock.advance(minutes(5))
    await expect(askFor(wallet, `${world.url}/credential`, accessToken, configurationId)).rejects.toThrow('invalid_token')
  })

  test('the status list token is fresh, of the right type and stays one list for everybody', async () => {
    const { status_list } = parseSdJwt(await copy('hanako')).issuerJwt.payload['status'] as unknown as { status_list: { uri: string } }
    const answer = await fetch(status_list.uri, { headers: { accept: 'application/statuslist+jwt' } })
    expect(answer.headers.get('content-type')).toBe('application/statuslist+jwt')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const token = verifyStatusListToken(await answer.text(), { uri: status_list.uri, now: world.clock.now() })
    expect(token.list()).toMatchObject({ bits: 2 })
    expect(token.list().bytes.length).toBe(65_536 / 4)
    expect(token.exp! - token.iat).toBeLessThanOrEqual(days(1))
  })
})
