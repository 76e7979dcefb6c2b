import express, { type Request, type Response } from 'express'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { token } from '../../src/base/random.ts'
import { after, days, hours, minutes, type Clock } from '../../src/base/time.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { ephemeralDecryptionKey } from '../../src/jose/adapters/ephemeral-decryption-key.ts'
import { decryptCompressedJwe, encryptJwe } from '../../src/jose/jwe.ts'
import type { P256PublicJwk } from '../../src/jose/jwk.ts'
import { issueSdJwtVc } from '../../src/sd-jwt/issue-sd-jwt-vc.ts'
import { publishStatusList } from '../../src/status-list/publish-status-list.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'
import { suiteRules, type SuiteRules } from './suite-rules.ts'

/**
 * An issuer with its authorization server as the conformance suite plays it for a wallet under test: it asks nobody,
 * watches everything, and departs from its good behaviour where a test says so. Its identifier has a path and ends with
 * a slash.
 */
export interface SuiteIssuer {
  readonly issuer: string
  readonly configurationId: string
  /** For the wallet's file of pinned anchors. */
  readonly pinnedAnchors: readonly JsonObject[]
  behaviour: SuiteBehaviour
  /** What the wallet did against the rules, since the last `clear`. */
  readonly faults: string[]
  /** The last part of every address that was asked, in order; and the notifications. */
  readonly asked: string[]
  readonly notifications: JsonObject[]
  offer(more?: JsonObject): string
  clear(): void
  close(): Promise<void>
}

export interface SuiteBehaviour {
  readonly deferred: boolean
  readonly encrypted: boolean
  readonly challenge: boolean
  readonly demands: 'nothing' | 'challenge' | 'fresh attestation'
  readonly batchSize: number
  readonly keyAttestation: 'none' | 'required' | 'attestation'
  readonly dpopNonces: boolean
  readonly notification: boolean
  readonly scope: boolean
  readonly namesServers: boolean
  readonly authorizationDetails: boolean
  readonly tokenType: string
  readonly expiresIn: boolean
  readonly serverMetadataAt: 'well-known' | 'elsewhere'
  readonly changeServerMetadata: (metadata: JsonObject) => JsonObject
  readonly changeIssuerMetadata: (metadata: JsonObject) => JsonObject
  readonly changeAnswer: (parameters: URLSearchParams) => void
  readonly changeCredential: (credential: string, index: number) => string
}

export const goodBehaviour: SuiteBehaviour = {
  deferred: false,
  encrypted: false,
  challenge: false,
  demands: 'nothing',
  batchSize: 1,
  keyAttestation: 'none',
  dpopNonces: true,
  notification: true,
  scope: true,
  namesServers: false,
  authorizationDetails: false,
  tokenType: 'DPoP',
  expiresIn: true,
  serverMetadataAt: 'well-known',
  changeServerMetadata: (metadata) => metadata,
  changeIssuerMetadata: (metadata) => metadata,
  changeAnswer: () => {},
  changeCredential: (credential) => credential,
}

const vct = 'urn:lab:suite:pid:1'

/** @param wallet where it is to be sent back to; known only when the wallet runs */
export async function suiteIssuer(clock: Clock, wallet: { redirectUri: string }): Promise<SuiteIssuer> {
  const binding = await bind({ port: 0, host: '127.0.0.1' })
  const origin = `http://127.0.0.1:${binding.port}`
  const path = '/test/a/kakehashi/'
  const issuer = origin + path
  const now = clock.now()
  const ca = await makeCa({ subject: { C: 'XL', O: 'LAB-Suite', CN: 'LAB-Suite CA' }, now, validFor: days(100) })
  const leaf = (profile: 'credentialIssuer' | 'statusListSigner', CN: string) =>
    makeLeaf({ profile, subject: { C: 'XL', O: 'LAB-Suite', CN }, ca, now, validFor: days(90) })
  const [signer, statusSigner] = [await leaf('credentialIssuer', 'LAB-Suite issuer'), await leaf('statusListSigner', 'LAB-Suite status')]
  const [{ decryptionKey, encryptionJwk }, { encryptionJwk: decoy }] = [ephemeralDecryptionKey('suite-enc'), ephemeralDecryptionKey('decoy')]
  const rules = suiteRules({ issuer, clock, wallet, issuerState: 'suite-state' })

  const app = express()
  app.use(express.raw({ type: () => true, limit: 1_000_000 }))
  const suite: SuiteIssuer = {
    issuer,
    configurationId: 'eu.europa.ec.eudi.pid.1',
    pinnedAnchors: ['credential_issuer', 'status_list'].map((kind) => ({
      kind,
      territory: 'XL',
      entity: 'LAB-Suite',
      certificates: [ca.certificate],
    })),
    behaviour: goodBehaviour,
    faults: rules.faults,
    asked: [],
    notifications: [],
    offer: (more = {}) =>
      `openid-credential-offer://?credential_offer=${encodeURIComponent(
        JSON.stringify({
          credential_issuer: issuer,
          credential_configuration_ids: ['eu.europa.ec.eudi.pid.1'],
          grants: { authorization_code: { issuer_state: 'suite-state' } },
          ...more,
        }),
      )}`,
    clear: () => {
      rules.clear()
      suite.asked.length = 0
      suite.notifications.length = 0
      suite.behaviour = goodBehaviour
    },
    close: () => binding.close(),
  }

  const issuerMetadata = (): JsonObject => {
    const { encrypted, batchSize, keyAttestation, notification, scope, namesServers, changeIssuerMetadata } = suite.behaviour
    const algorithms = { proof_signing_alg_values_supported: ['ES256'] }
    const required = { ...algorithms, key_attestations_required: {} }
    return changeIssuerMetadata({
      credential_issuer: issuer,
      credential_endpoint: `${issuer}credential`,
      nonce_endpoint: `${issuer}nonce`,
      deferred_credential_endpoint: `${issuer}credential_deferred`,
      ...(notification && { notification_endpoint: `${issuer}notification` }),
      ...(namesServers && { authorization_servers: [issuer] }),
      ...(batchSize > 1 && { batch_credential_issuance: { batch_size: batchSize } }),
      ...(encrypted && {
        credential_request_encryption: {
          jwks: { keys: [{ kty: 'OKP', crv: 'X25519', x: 'AA', kid: 'x', alg: 'ECDH-ES' }, { ...decoy, use: 'sig' }, { ...encryptionJwk }] },
          enc_values_supported: ['A128GCM', 'A256GCM'],
          zip_values_supported: ['DEF'],
          encryption_required: true,
        },
        credential_response_encryption: {
          alg_values_supported: ['ECDH-ES'],
          enc_values_supported: ['A128GCM', 'A256GCM'],
          zip_values_supported: ['DEF'],
          encryption_required: true,
        },
      }),
      credential_configurations_supported: {
        'eu.europa.ec.eudi.pid.1': {
          format: 'dc+sd-jwt',
          vct,
          ...(scope && { scope: 'eudi_pid' }),
          cryptographic_binding_methods_supported: ['jwk'],
          credential_signing_alg_values_supported: ['ES256'],
          proof_types_supported:
            keyAttestation === 'none' ? { jwt: algorithms } : keyAttestation === 'required' ? { jwt: required } : { attestation: required },
        },
      },
    })
  }
  const serverMetadata = (): JsonObject =>
    suite.behaviour.changeServerMetadata({
      issuer,
      authorization_endpoint: `${issuer}authorize`,
      pushed_authorization_request_endpoint: `${issuer}par`,
      token_endpoint: `${issuer}token`,
      jwks_uri: `${issuer}jwks`,
      ...(suite.behaviour.challenge && { challenge_endpoint: `${issuer}challenge` }),
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['attest_jwt_client_auth'],
      client_attestation_signing_alg_values_supported: ['ES256'],
      client_attestation_pop_signing_alg_values_supported: ['ES256'],
      dpop_signing_alg_values_supported: ['ES256'],
      authorization_response_iss_parameter_supported: true,
      require_pushed_authorization_requests: true,
    })
  const watched =
    (name: string, handler: (req: Request, res: Response) => void | Promise<void>) =>
    async (req: Request, res: Response): Promise<void> => {
      suite.asked.push(name)
      await handler(req, res)
    }
  const post = (name: string, handler: (req: Request, res: Response, rules: SuiteRules) => void | Promise<void>): void =>
    void app.post(path + name, watched(name, (req, res) => handler(req, res, rules)))

  app.get(`/.well-known/openid-credential-issuer${path}`, watched('issuer-metadata', (_req, res) => void res.json(issuerMetadata())))
  app.get(`/.well-known/oauth-authorization-server${path.slice(0, -1)}`, watched('server-metadata', (_req, res) =>
    suite.behaviour.serverMetadataAt === 'elsewhere' ? res.redirect(`${issuer}elsewhere`) : void res.json(serverMetadata()),
  ))
  post('challenge', (req, res, { emptyPost, newChallenge }) => {
    emptyPost(req)
    res.json({ attestation_challenge: newChallenge() })
  })
  post('nonce', (req, res, { emptyPost, newNonce }) => {
    emptyPost(req)
    res.set('Cache-Control', 'no-store').json({ c_nonce: newNonce() })
  })
  post('par', (req, res, rules) => {
    const demanded = rules.demanded(req, suite.behaviour)
    if (demanded?.challenge !== undefined) res.set('OAuth-Client-Attestation-Challenge', demanded.challenge)
    if (demanded) return void res.status(400).json({ error: demanded.error })
    rules.par(req, suite.behaviour)
    res.status(201).json({ request_uri: 'urn:ietf:params:oauth:request_uri:suite', expires_in: 60, unknown: 'ignored' })
  })
  app.get(`${path}authorize`, watched('authorize', (req, res) => {
    rules.authorize(req)
    const answer = new URLSearchParams({ code: 'suite-code', state: rules.state(), iss: issuer })
    suite.behaviour.changeAnswer(answer)
    res.redirect(`${wallet.redirectUri}?${answer.toString()}`)
  }))
  post('token', (req, res, rules) => {
    if (suite.behaviour.dpopNonces && !rules.hasDpopNonce(req)) {
      return void res.status(400).set('DPoP-Nonce', rules.newDpopNonce()).json({ error: 'use_dpop_nonce' })
    }
    rules.token(req, suite.behaviour)
    res.set('DPoP-Nonce', rules.newDpopNonce()).json({
      access_token: 'suite-token',
      token_type: suite.behaviour.tokenType,
      ...(suite.behaviour.expiresIn && { expires_in: 300 }),
      ...(suite.behaviour.authorizationDetails && {
        authorization_details: [{ type: 'openid_credential', credential_configuration_id: suite.configurationId, credential_identifiers: ['first-dataset'] }],
      }),
      random_unknown_parameter: token(systemRandom, ''),
    })
  })
  const issued = async (keys: readonly P256PublicJwk[]): Promise<JsonObject> => {
    const at = clock.now()
    const texts = await Promise.all(
      keys.map((holderKey, index) =>
        issueSdJwtVc({
          key: signer.key,
          claims: { iss: issuer.slice(0, -1), vct, iat: at, exp: after(at, days(14)), family_name: 'LAB', status: { status_list: { idx: index + 3, uri: `${issuer}status` } } },
          always: [],
          disclosable: [['family_name']],
          holderKey,
          random: systemRandom,
          decoys: 3,
        }),
      ),
    )
    return {
      credentials: texts.map((text, index) => ({ credential: suite.behaviour.changeCredential(text, index) })).toReversed(),
      ...(suite.behaviour.notification && { notification_id: 'suite-notification' }),
      random_unknown_parameter: 'ignored',
    }
  }
  const answer = async (res: Response, status: number, body: JsonObject, encryption: JsonObject | undefined): Promise<void> => {
    if (!encryption) return void res.status(status).json(body)
    const jwk = encryption['jwk'] as unknown as P256PublicJwk
    const zip = encryption['zip'] === 'DEF' ? 'DEF' : 'none'
    const jwe = await encryptJwe(body, jwk, encryption['enc'] as 'A256GCM', zip)
    res.status(status).type('application/jwt').send(jwe)
  }
  const bodyOf = async (req: Request): Promise<JsonObject> => {
    const text = Buffer.from(req.body as Uint8Array).toString('utf8')
    return suite.behaviour.encrypted ? decryptCompressedJwe(text, decryptionKey, 1_000_000) : (JSON.parse(text) as JsonObject)
  }
  let waiting: readonly P256PublicJwk[] = []
  post('credential', async (req, res, rules) => {
    if (suite.behaviour.dpopNonces && !rules.hasDpopNonce(req)) {
      res.status(401).set({ 'DPoP-Nonce': rules.newDpopNonce(), 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"' })
      return void res.json({ error: 'use_dpop_nonce' })
    }
    const body = await bodyOf(req)
    const keys = rules.credential(req, body, suite.behaviour)
    const encryption = body['credential_response_encryption'] as JsonObject | undefined
    if (!suite.behaviour.deferred) return answer(res, 200, await issued(keys), encryption)
    waiting = keys
    return answer(res, 202, { transaction_id: 'suite-transaction', interval: 5 }, encryption)
  })
  post('credential_deferred', async (req, res, rules) => {
    const body = await bodyOf(req)
    rules.resource(req, 'credential_deferred')
    rules.confirm(body['transaction_id'] === 'suite-transaction', 'transaction_id is another one')
    await answer(res, 200, await issued(waiting), body['credential_response_encryption'] as JsonObject | undefined)
  })
  post('notification', async (req, res, rules) => {
    rules.resource(req, 'notification')
    suite.notifications.push(JSON.parse(Buffer.from(req.body as Uint8Array).toString('utf8')) as JsonObject)
    res.status(204).end()
  })
  app.get(`${path}status`, async (_req, res) => {
    const list = { key: statusSigner.key, uri: `${issuer}status`, bits: 1, size: 10_000, statuses: [] } as const
    res.type('application/statuslist+jwt').send(await publishStatusList({ ...list, now: clock.now(), ttl: minutes(5), lifetime: hours(1) }))
  })
  app.use((req, res) => {
    rules.confirm(false, `nobody should ask for ${req.path}`)
    res.status(404).json({ error: 'not_found' })
  })
  binding.serve(app)
  return suite
}
