import { createHash, randomBytes } from 'node:crypto'
import { Openid4vciClient, setGlobalConfig } from '@openid4vc/openid4vci'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notPassed, runChecks } from '../../src/base/checks.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { minutes } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import { decodeReceivedSdJwtVc, receivedSdJwtVcChecks } from '../../src/sd-jwt/receive-sd-jwt-vc.ts'
import { deskOffer, issuerWorld, type IssuerWorld } from './issuer-world.ts'

/** The wallet code of another project, @openid4vc/openid4vci, collects here by what it finds in the offer alone. */
let world: IssuerWorld
beforeAll(async () => {
  setGlobalConfig({ allowInsecureUrls: true })
  world = await issuerWorld('JP/diploma', { basePath: '/mihon' })
})
afterAll(() => world.close())

const { key } = generateSoftwareKey()
const signer = { method: 'jwk' as const, alg: 'ES256', publicJwk: { ...key.publicJwk } }

const client = new Openid4vciClient({
  callbacks: {
    fetch,
    hash: (data, alg) => createHash(alg.replace('-', '')).update(data).digest(),
    generateRandom: (length) => randomBytes(length),
    signJwt: async (_signer, { header, payload }) => ({ jwt: await signCompactJws(key, header as JsonObject, payload as JsonObject), signerJwk: { ...key.publicJwk } }),
    clientAuthentication: () => {},
  },
})

test.each([['value'], ['reference']])('offer by %s, transaction code, DPoP, nonce, key proof, credential', async (by) => {
  const { offer, tx_code } = await deskOffer(world, 'hanako', { by, tx_code: true })
  const credentialOffer = await client.resolveCredentialOffer(offer)
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer)
  const { accessTokenResponse, dpop } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({ credentialOffer, issuerMetadata, txCode: tx_code!, dpop: { signer } })
  expect(accessTokenResponse.token_type).toBe('DPoP')

  const [credentialConfigurationId] = credentialOffer.credential_configuration_ids
  const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata })
  const { jwt } = await client.createCredentialRequestJwtProof({ issuerMetadata, credentialConfigurationId: credentialConfigurationId!, signer, nonce })
  const { credentialResponse } = await client.retrieveCredentials({
    issuerMetadata, credentialConfigurationId: credentialConfigurationId!, accessToken: accessTokenResponse.access_token, proofs: { jwt: [jwt] }, dpop: { ...dpop, signer },
  })

  const { credential } = credentialResponse.credentials![0] as { credential: string }
  const { vct } = world.context.config.credential
  const received = decodeReceivedSdJwtVc(credential, { now: world.clock.now(), skew: minutes(1), vct: [vct], holderKey: key.publicJwk })
  expect(notPassed(await runChecks(received, receivedSdJwtVcChecks, (error) => { throw error }))).toEqual([])
})

test('a wrong transaction code reaches the other project’s wallet as invalid_grant, and the right one still works', async () => {
  const { offer, tx_code } = await deskOffer(world, 'hanako', { tx_code: true })
  const credentialOffer = await client.resolveCredentialOffer(offer)
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer)
  const attempt = (txCode: string) => client.retrievePreAuthorizedCodeAccessTokenFromOffer({ credentialOffer, issuerMetadata, txCode, dpop: { signer } })
  await expect(attempt(tx_code === '000000' ? '000001' : '000000')).rejects.toMatchObject({ errorResponse: { error: 'invalid_grant' } })
  expect((await attempt(tx_code!)).accessTokenResponse.access_token).toMatch(/^at_/)
})
