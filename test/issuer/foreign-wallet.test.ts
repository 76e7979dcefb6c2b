import { createHash, randomBytes } from 'node:crypto'
import { Openid4vciClient, setGlobalConfig } from '@openid4vc/openid4vci'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notPassed, runChecks } from '../../src/base/checks.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { minutes } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import { decodeReceivedSdJwtVc, receivedSdJwtVcChecks } from '../../src/sd-jwt/receive-sd-jwt-vc.ts'
import { sha256Base64url } from '../../src/base/bytes.ts'
import { deskMade, payloadOf } from './collector.ts'
import { deskOffer, issuerWorld, type IssuerWorld } from './issuer-world.ts'

/** The wallet code of another project, @openid4vc/openid4vci, collects here by what it finds in the offer alone. */
let world: IssuerWorld
beforeAll(async () => {
  setGlobalConfig({ allowInsecureUrls: true })
  world = await issuerWorld('JP/diploma', { basePath: '/mihon' })
})
afterAll(() => world.close())

const { key } = generateSoftwareKey()
/** The keys of further copies. */
const copies = Array.from({ length: 3 }, () => generateSoftwareKey().key)
const signer = { method: 'jwk' as const, alg: 'ES256', publicJwk: { ...key.publicJwk } }

const client = new Openid4vciClient({
  callbacks: {
    fetch,
    hash: (data, alg) => createHash(alg.replace('-', '')).update(data).digest(),
    generateRandom: (length) => randomBytes(length),
    signJwt: async (by, { header, payload }) => {
      const own = 'publicJwk' in by ? (copies.find(({ publicJwk: { x } }) => x === by.publicJwk.x) ?? key) : key
      return { jwt: await signCompactJws(own, header as JsonObject, payload as JsonObject), signerJwk: { ...own.publicJwk } }
    },
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

/** By the other project's code, up to the request for three copies. */
async function askForThree(review: boolean) {
  const configurationId = world.context.config.credential.configurationId
  const { offer } = await deskMade<{ offer: string }>(world, '/desk/offers', { credential_configuration_ids: [configurationId], subject: 'hanako', by: 'value', review })
  const credentialOffer = await client.resolveCredentialOffer(offer)
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer)
  const { accessTokenResponse: { access_token: accessToken }, dpop: used } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({ credentialOffer, issuerMetadata, dpop: { signer } })
  const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata })
  const jwts = await Promise.all(copies.map(async ({ publicJwk }) =>
    (await client.createCredentialRequestJwtProof({ issuerMetadata, credentialConfigurationId: configurationId, signer: { ...signer, publicJwk: { ...publicJwk } }, nonce })).jwt))
  const access = { issuerMetadata, accessToken, dpop: { ...used, signer } }
  const { credentialResponse } = await client.retrieveCredentials({ ...access, credentialConfigurationId: configurationId, proofs: { jwt: jwts as [string, ...string[]] } })
  return { access, credentialResponse }
}
const boundTo = (credentials: unknown): readonly string[] =>
  (credentials as { credential: string }[]).map(({ credential }) => (payloadOf(credential)['cnf'] as { jwk: { x: string } }).jwk.x)

test('a batch of three copies, then the notification', async () => {
  const { access, credentialResponse: { credentials, notification_id } } = await askForThree(false)
  expect(boundTo(credentials)).toEqual(copies.map(({ publicJwk: { x } }) => x))
  await client.sendNotification({ ...access, notification: { notificationId: notification_id!, event: 'credential_accepted' } })
  const { credentials: known } = await deskMade<{ credentials: readonly { events: readonly { event: string }[] }[] }>(world, '/desk/credentials')
  expect(known.slice(-3).map(({ events }) => events.map(({ event }) => event))).toEqual([['credential_accepted'], ['credential_accepted'], ['credential_accepted']])
})

test('a batch that waits for an officer, and is collected when the officer approved', async () => {
  const { access, credentialResponse: { transaction_id } } = await askForThree(true)
  const transactionId = transaction_id!
  expect((await client.retrieveDeferredCredentials({ ...access, transactionId })).deferredCredentialResponse).toMatchObject({ transaction_id: transactionId, interval: 5 })
  await deskMade(world, `/desk/reviews/${sha256Base64url(transactionId)}`, { decision: 'approve' })

  // Version 0.4.6 of the other code refuses a deferred response with a notification_id, which the specification's own
  // example has; so the answer is read as it came.
  const error: unknown = await client.retrieveDeferredCredentials({ ...access, transactionId }).catch((error: unknown) => error)
  const { response } = (error as { response: { response: Response } }).response
  const { credentials, notification_id, ...others } = (await response.clone().json()) as { credentials: unknown; notification_id: string }
  expect([response.status, boundTo(credentials), others]).toEqual([200, copies.map(({ publicJwk: { x } }) => x), {}])
  await client.sendNotification({ ...access, notification: { notificationId: notification_id, event: 'credential_accepted' } })
})

test('a wrong transaction code reaches the other project’s wallet as invalid_grant, and the right one still works', async () => {
  const { offer, tx_code } = await deskOffer(world, 'hanako', { tx_code: true })
  const credentialOffer = await client.resolveCredentialOffer(offer)
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer)
  const attempt = (txCode: string) => client.retrievePreAuthorizedCodeAccessTokenFromOffer({ credentialOffer, issuerMetadata, txCode, dpop: { signer } })
  await expect(attempt(tx_code === '000000' ? '000001' : '000000')).rejects.toMatchObject({ errorResponse: { error: 'invalid_grant' } })
  expect((await attempt(tx_code!)).accessTokenResponse.access_token).toMatch(/^at_/)
})
