import { afterAll, beforeAll, expect, test } from 'vitest'
import { days, seconds } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { preAuthorizedCodeGrant } from '../../src/openid4vci/credential-offer.ts'
import { standingClock } from '../support/standing-clock.ts'
import { attestedWallet, type AttestedWallet, type Headers, type FormParameters } from './attested-wallet.ts'
import { codeOf, deskOffer, issuerWorld, type IssuerWorld } from './issuer-world.ts'

/** What an independent suite asserts of refresh tokens. */
let world: IssuerWorld
let wallet: AttestedWallet
beforeAll(async () => {
  world = await issuerWorld('JP/diploma', { clock: standingClock() })
  wallet = attestedWallet(world)
})
afterAll(() => world.close())

interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}
const tokensOf = async (answer: Response): Promise<Tokens> => {
  expect(answer.status).toBe(200)
  return (await answer.json()) as Tokens
}
const first = async (): Promise<Tokens> => tokensOf(await wallet.ask(wallet.tokenParameters(await wallet.code())))
const refresh = (token: string, headers?: Headers): Promise<Response> => wallet.ask(wallet.refreshParameters(token), headers)
const errorOf = async (answer: Response) => [answer.status, ((await answer.json()) as { error: string }).error]

test('refresh-token: a new access token and a new refresh token, for the scope that was granted', async () => {
  const { access_token, refresh_token } = await first()
  const { scope } = world.context.config.credential
  const answer = await wallet.ask({ ...wallet.refreshParameters(refresh_token), scope, unknown: 'ignored' })
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  const again = (await answer.json()) as Tokens
  expect(again).toEqual({ access_token: expect.stringMatching(/^at_/), token_type: 'DPoP', expires_in: 300, refresh_token: expect.stringMatching(/^rt_/), scope })
  expect([again.access_token, again.refresh_token]).not.toEqual([access_token, refresh_token])
})

test('2.4: the new access token is good for a credential', async () => {
  const { access_token } = await tokensOf(await refresh((await first()).refresh_token))
  const url = `${world.url}/credential`
  const { configurationId: credential_configuration_id } = world.context.config.credential
  const body = JSON.stringify({ credential_configuration_id, proofs: { jwt: [await wallet.keyProof({ clientId: wallet.clientId })] } })
  const headers = { authorization: `DPoP ${access_token}`, dpop: await wallet.dpop(url, { accessToken: access_token }), 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body })
  expect([answer.status, await answer.json()]).toMatchObject([200, { credentials: [{ credential: expect.any(String) }] }])
})

test('2.4: bound to the instance key, not to the DPoP key', async () => {
  const { refresh_token } = await first()
  const { key } = generateSoftwareKey()
  await tokensOf(await refresh(refresh_token, { dpop: await wallet.dpop(`${world.url}/token`, { key }) }))
})

const rows: readonly (readonly [string, (token: string) => { parameters?: FormParameters; headers?: Headers } | Promise<{ parameters?: FormParameters; headers?: Headers }>, string])[] = [
  ['2.4: another instance key of the same wallet', async () => ({ headers: await attestedWallet(world).attestation() }), 'invalid_grant'],
  ['2.4: missing client authentication', () => ({ headers: { 'oauth-client-attestation': '', 'oauth-client-attestation-pop': '' } }), 'invalid_client'],
  ['2.4: missing DPoP proof', () => ({ headers: { dpop: '' } }), 'invalid_dpop_proof'],
  ['2.4: a DPoP proof without our nonce', async () => ({ headers: { dpop: await wallet.dpop(`${world.url}/token`, { nonce: undefined }) } }), 'use_dpop_nonce'],
  ['2.4: another client, with the instance key', async (token) => {
    const other = attestedWallet(world, { clientId: 'https://other.example', instance: wallet.instance })
    return { headers: await other.attestation(), parameters: other.refreshParameters(token) }
  }, 'invalid_grant'],
  ['an unknown token', () => ({ parameters: wallet.refreshParameters('rt_unknown') }), 'invalid_grant'],
  ['no token', () => ({ parameters: wallet.refreshParameters('') }), 'invalid_request'],
  ['an access token instead', async () => ({ parameters: wallet.refreshParameters((await first()).access_token) }), 'invalid_grant'],
  ['more than was granted', (token) => ({ parameters: { ...wallet.refreshParameters(token), scope: `${world.context.config.credential.scope} another` } }), 'invalid_scope'],
]
test.each(rows)('%s', async (_row, change, code) => {
  const { refresh_token } = await first()
  const { parameters = wallet.refreshParameters(refresh_token), headers } = await change(refresh_token)
  expect(await errorOf(await wallet.ask(parameters, headers))).toEqual([400, code])
  await tokensOf(await refresh(refresh_token))
})

test('2.4: rotated, the old token still works after 30 seconds, and gives the same family', async () => {
  const { refresh_token } = await first()
  const second = await tokensOf(await refresh(refresh_token))
  world.clock.advance(seconds(30))
  const third = await tokensOf(await refresh(refresh_token))
  await tokensOf(await refresh(second.refresh_token))
  await tokensOf(await refresh(third.refresh_token))
})

test('after the grace of 60 seconds the old token is over, its successor is not; using the old one did not prolong it', async () => {
  const { refresh_token } = await first()
  const second = await tokensOf(await refresh(refresh_token))
  world.clock.advance(seconds(59))
  await tokensOf(await refresh(refresh_token))
  world.clock.advance(seconds(1))
  expect(await errorOf(await refresh(refresh_token))).toEqual([400, 'invalid_grant'])
  await tokensOf(await refresh(second.refresh_token))
})

test('at the same time both get their tokens', async () => {
  const { refresh_token } = await first()
  const answers = await Promise.all([refresh(refresh_token), refresh(refresh_token)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
})

test('unused for 90 days, a refresh token is over; a day before, it begins anew', async () => {
  const { refresh_token } = await first()
  world.clock.advance(days(89))
  const second = await tokensOf(await refresh(refresh_token))
  world.clock.advance(days(89))
  const third = await tokensOf(await refresh(second.refresh_token))
  world.clock.advance(days(90))
  expect(await errorOf(await refresh(third.refresh_token))).toEqual([400, 'invalid_grant'])
})

test('a pre-authorized code gives a refresh token to a wallet that authenticates, and none to one that does not', async () => {
  const parameters = async () => ({ grant_type: preAuthorizedCodeGrant, 'pre-authorized_code': codeOf(await deskOffer(world, 'hanako')) })
  const { refresh_token } = await tokensOf(await wallet.ask({ ...(await parameters()), client_id: wallet.clientId }))
  await tokensOf(await refresh(refresh_token))
  const anonymous = await wallet.ask(await parameters(), { 'oauth-client-attestation': '', 'oauth-client-attestation-pop': '' })
  expect(await anonymous.json()).toEqual({ access_token: expect.any(String), token_type: 'DPoP', expires_in: 300 })
})

test('who waits for an officer and cannot refresh gets a token that lasts as long as an officer may need', async () => {
  const parameters = async () => ({ grant_type: preAuthorizedCodeGrant, 'pre-authorized_code': codeOf(await deskOffer(world, 'hanako', { review: true })) })
  const anonymous = await wallet.ask(await parameters(), { 'oauth-client-attestation': '', 'oauth-client-attestation-pop': '' })
  expect(await anonymous.json()).toMatchObject({ expires_in: 86_400 })
  expect(await (await wallet.ask(await parameters())).json()).toMatchObject({ expires_in: 300, refresh_token: expect.any(String) })
})

test('a wallet that tries to authenticate and fails does not pass as an anonymous one', async () => {
  const parameters = { grant_type: preAuthorizedCodeGrant, 'pre-authorized_code': codeOf(await deskOffer(world, 'hanako')) }
  const wrong = await attestedWallet(world, { attester: world.impostorAttester }).attestation()
  expect(await errorOf(await wallet.ask(parameters, wrong))).toEqual([400, 'invalid_client_attestation'])
  expect((await wallet.ask(parameters)).status).toBe(200)
})

test('authorization_details with a pre-authorized code: identifiers for some of what was offered', async () => {
  const { configurationId } = world.context.config.credential
  const details = (credential_configuration_id: string) => JSON.stringify([{ type: 'openid_credential', credential_configuration_id }])
  const parameters = { grant_type: preAuthorizedCodeGrant, 'pre-authorized_code': codeOf(await deskOffer(world, 'hanako')) }
  const other = Object.keys(world.context.metadata.credential_configurations_supported).find((id) => id !== configurationId)!
  expect(await errorOf(await wallet.ask({ ...parameters, authorization_details: details(other) }))).toEqual([400, 'invalid_authorization_details'])
  expect(await (await wallet.ask({ ...parameters, authorization_details: details(configurationId) })).json()).toMatchObject({
    authorization_details: [{ type: 'openid_credential', credential_configuration_id: configurationId, credential_identifiers: [expect.any(String)] }],
  })
})
