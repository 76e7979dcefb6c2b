import { createHash, randomBytes } from 'node:crypto'
import { Openid4vciClient, Openid4vciWalletProvider, setGlobalConfig } from '@openid4vc/openid4vci'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { notPassed, runChecks } from '../../src/base/checks.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { minutes } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import type { SigningKey } from '../../src/jose/signing-key.ts'
import { makeClientAttestationPop } from '../../src/oauth/client-attestation.ts'
import { challengeRequest, processChallengeResponse } from '../../src/oauth/challenge-endpoint.ts'
import { decodeReceivedSdJwtVc, receivedSdJwtVcChecks } from '../../src/sd-jwt/receive-sd-jwt-vc.ts'
import { approve, testBrowser } from './attested-wallet.ts'
import { atDesk, http, issuerWorld, type IssuerWorld } from './issuer-world.ts'

/**
 * The wallet code of another project, @openid4vc/openid4vci, collects here by the authorization code grant: metadata,
 * PAR, PKCE, DPoP with the server's nonces and `iss` are its own; so is the client attestation. Only what it does not
 * know, the challenge, is added by its callback for client authentication.
 */
let world: IssuerWorld
beforeAll(async () => {
  setGlobalConfig({ allowInsecureUrls: true })
  world = await issuerWorld('JP/diploma', { basePath: '/mihon' })
})
afterAll(() => world.close())

const [{ key }, { key: instance }] = [generateSoftwareKey(), generateSoftwareKey()]
const [clientId, redirectUri] = ['https://foreign-wallet.example', 'https://foreign-wallet.example/callback']
const signer = { method: 'jwk' as const, alg: 'ES256', publicJwk: { ...key.publicJwk } }
const callbacks = (signingKey: SigningKey) => ({
  fetch,
  hash: (data: Uint8Array, alg: string) => createHash(alg.replace('-', '')).update(data).digest(),
  generateRandom: (length: number) => randomBytes(length),
  signJwt: async (_signer: unknown, { header, payload }: { header: object; payload: object }) => ({
    jwt: await signCompactJws(signingKey, header as JsonObject, payload as JsonObject), signerJwk: { ...signingKey.publicJwk },
  }),
})

/** The provider's half of the same project makes the attestation. */
const attestation = async (): Promise<string> => {
  const { walletAttester } = world
  const provider = new Openid4vciWalletProvider({ callbacks: callbacks(walletAttester.key) })
  const { kty, crv, x, y } = instance.publicJwk
  return provider.createWalletAttestationJwt({
    signer: { method: 'x5c', alg: 'ES256', x5c: [...walletAttester.x5c], issuer: 'https://foreign-provider.example' } as never,
    clientId, issuer: 'https://foreign-provider.example', confirmation: { jwk: { kty, crv, x, y } },
    issuedAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000),
    walletName: 'LAB-Foreign wallet', walletLink: 'https://foreign-wallet.example/about',
  })
}

const client = new Openid4vciClient({
  callbacks: {
    ...callbacks(key),
    clientAuthentication: async ({ headers, authorizationServerMetadata: { issuer, ...metadata } }) => {
      const challenge = processChallengeResponse(await http(challengeRequest(metadata['challenge_endpoint'] as string)))
      headers.set('OAuth-Client-Attestation', await attestation())
      headers.set('OAuth-Client-Attestation-PoP', await makeClientAttestationPop(instance, { iss: clientId, aud: issuer, challenge, now: world.clock.now(), random: systemRandom }))
    },
  },
})

test.each([['value'], ['reference']])('offer by %s, PAR, log-in, consent, code, DPoP, nonce, key proof, credential', async (by) => {
  const { configurationId, scope, vct } = world.context.config.credential
  const { path, init } = atDesk('/desk/offers', { credential_configuration_ids: [configurationId], subject: 'hanako', by, tx_code: false, grant: 'authorization_code' })
  const { offer } = (await (await fetch(world.url + path, init)).json()) as { offer: string }
  const credentialOffer = await client.resolveCredentialOffer(offer)
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer)
  const [authorizationServerMetadata] = issuerMetadata.authorizationServers

  const { authorizationRequestUrl, pkce, dpop } = await client.createAuthorizationRequestUrlFromOffer({ credentialOffer, issuerMetadata, clientId, redirectUri, scope, dpop: { signer } })
  const back = await approve(authorizationRequestUrl)
  const { code } = client.parseAndVerifyAuthorizationResponseRedirectUrl({ url: back, authorizationServerMetadata: authorizationServerMetadata! }) as { code: string }

  const granted = await client.retrieveAuthorizationCodeAccessTokenFromOffer({ credentialOffer, issuerMetadata, authorizationCode: code, pkceCodeVerifier: pkce!.codeVerifier, redirectUri, dpop: { ...dpop, signer } })
  expect(granted.accessTokenResponse).toMatchObject({ token_type: 'DPoP', refresh_token: expect.stringMatching(/^rt_/), scope })
  const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata })
  const { jwt } = await client.createCredentialRequestJwtProof({ issuerMetadata, credentialConfigurationId: configurationId, signer, nonce, clientId })
  const { credentialResponse } = await client.retrieveCredentials({
    issuerMetadata, credentialConfigurationId: configurationId, accessToken: granted.accessTokenResponse.access_token, proofs: { jwt: [jwt] }, dpop: { ...granted.dpop, signer },
  })
  const { credential } = credentialResponse.credentials![0] as { credential: string }
  const received = decodeReceivedSdJwtVc(credential, { now: world.clock.now(), skew: minutes(1), vct: [vct], holderKey: key.publicJwk })
  expect(notPassed(await runChecks(received, receivedSdJwtVcChecks, (error) => { throw error }))).toEqual([])
})

test('a refusal reaches the other project’s wallet as access_denied, from the right server', async () => {
  const { configurationId, scope } = world.context.config.credential
  const { path, init } = atDesk('/desk/offers', { credential_configuration_ids: [configurationId], subject: 'hanako', by: 'value', tx_code: false, grant: 'authorization_code' })
  const { offer } = (await (await fetch(world.url + path, init)).json()) as { offer: string }
  const credentialOffer = await client.resolveCredentialOffer(offer)
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer)
  const { authorizationRequestUrl } = await client.createAuthorizationRequestUrlFromOffer({ credentialOffer, issuerMetadata, clientId, redirectUri, scope, dpop: { signer } })
  const browser = testBrowser()
  const page = await browser.open(authorizationRequestUrl)
  const back = (await browser.post(`${page.url}/decision`, { decision: 'reject' })).headers.get('location')!
  const [authorizationServerMetadata] = issuerMetadata.authorizationServers
  expect(client.parseAndVerifyAuthorizationResponseRedirectUrl({ url: back, authorizationServerMetadata: authorizationServerMetadata! })).toMatchObject({ error: 'access_denied', iss: world.url })
})
