import { afterAll, beforeAll, expect, test } from 'vitest'
import { preAuthorizedCodeGrant } from '../../src/openid4vci/credential-offer.ts'
import { codedRefusal, collecting, deskMade, issued, payloadOf, refusal, type Collector } from './collector.ts'
import { codeOf, issuerWorld, testWallet, type DeskOffer, type IssuerWorld } from './issuer-world.ts'

/** OpenID4VCI 1.0 "Credential Request": where the token response had credential_identifiers, one of them is to be used. */
let world: IssuerWorld
let wallet: Collector
let identifiers: readonly string[]
let ids: readonly [string, string]
beforeAll(async () => {
  world = await issuerWorld('EU/diploma')
  const { configurationId } = world.context.config.credential
  ids = [configurationId, `${configurationId}_described`]
  const offer = await deskMade<DeskOffer>(world, '/desk/offers', { credential_configuration_ids: ids, subject: 'zoe', by: 'value' })
  const basic = testWallet(world)
  const answer = await fetch(`${world.url}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', dpop: await basic.dpop(`${world.url}/token`) },
    body: new URLSearchParams({
      grant_type: preAuthorizedCodeGrant, 'pre-authorized_code': codeOf(offer),
      authorization_details: JSON.stringify(ids.map((credential_configuration_id) => ({ type: 'openid_credential', credential_configuration_id }))),
    }).toString(),
  })
  const { access_token, authorization_details } = (await answer.json()) as { access_token: string; authorization_details: readonly { credential_identifiers: readonly [string] }[] }
  identifiers = authorization_details.map(({ credential_identifiers }) => credential_identifiers[0])
  wallet = collecting(world, basic, { accessToken: access_token, configurationId })
})
afterAll(() => world.close())

const ask = async (parts: { readonly [name: string]: unknown }): Promise<Response> => {
  const { credential_configuration_id: _, ...request } = await wallet.request()
  return wallet.post('/credential', { ...request, ...parts })
}

test('each identifier gives a credential of its configuration', async () => {
  const types = await Promise.all(identifiers.map(async (credential_identifier) => payloadOf((await issued(await ask({ credential_identifier }))).credentials[0]!.credential)['vct']))
  const { credential_configurations_supported: configurations } = world.context.metadata
  expect(types).toEqual(ids.map((id) => configurations[id]!.vct))
})

test.each([
  ['an identifier that was not handed out', { credential_identifier: 'cid_unknown' }, 'unknown_credential_identifier'],
  ['a configuration id in place of an identifier', () => ({ credential_identifier: ids[0] }), 'unknown_credential_identifier'],
  ['an identifier that is a name of every object', { credential_identifier: 'toString' }, 'unknown_credential_identifier'],
  ['a configuration that has an identifier', () => ({ credential_configuration_id: ids[0] }), 'invalid_credential_request'],
  ['a configuration that there is not', { credential_configuration_id: 'unknown' }, 'unknown_credential_configuration'],
  ['both', () => ({ credential_configuration_id: ids[0], credential_identifier: identifiers[0] }), 'invalid_credential_request'],
] as const)('refused: %s', async (_what, parts, code) => {
  expect(await refusal(await ask(typeof parts === 'function' ? parts() : parts))).toEqual(codedRefusal(code))
})

test('a configuration that was not granted is another matter: 403 insufficient_scope', async () => {
  const answer = await ask({ credential_configuration_id: `${ids[0]}_key_attested` })
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([403, expect.stringContaining('error="insufficient_scope"')])
})
