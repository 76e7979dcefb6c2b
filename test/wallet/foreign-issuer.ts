import { Oauth2AuthorizationServer, Oauth2ResourceServer, type RequestLike } from '@openid4vc/oauth2'
import { Openid4vciIssuer, setGlobalConfig } from '@openid4vc/openid4vci'
import { digest, ES256, generateSalt } from '@sd-jwt/crypto-nodejs'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import express, { type Request } from 'express'
import { createHash, createPublicKey, randomBytes, X509Certificate } from 'node:crypto'
import type { JsonObject } from '../../src/base/json.ts'
import { days, hours, minutes, type Clock } from '../../src/base/time.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { parseCompactJws, signCompactJws, verifyEs256 } from '../../src/jose/jws.ts'
import { publishStatusList } from '../../src/status-list/publish-status-list.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'

/**
 * An issuer that other projects wrote: protocol by @openid4vc/openid4vci and @openid4vc/oauth2, credentials by
 * @sd-jwt/sd-jwt-vc. What is here joins them to an HTTP server; the status list is ours, for they make none.
 */
export interface ForeignIssuer {
  readonly issuer: string
  readonly configurationId: string
  readonly pinnedAnchors: readonly JsonObject[]
  readonly txCode: string
  /** What their code refused of our wallet. */
  readonly refusals: unknown[]
  offer(grant: 'authorization_code' | 'pre-authorized_code'): Promise<string>
  close(): Promise<void>
}

const configurationId = 'lab_foreign_pid'
const vct = 'urn:lab:foreign:pid:1'

export async function foreignIssuer(clock: Clock): Promise<ForeignIssuer> {
  setGlobalConfig({ allowInsecureUrls: true })
  const binding = await bind({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${binding.port}`
  const now = clock.now()
  const subject = (CN: string) => ({ C: 'XL', O: 'LAB-Foreign issuer', CN })
  const ca = await makeCa({ subject: subject('LAB-Foreign CA'), now, validFor: days(100) })
  const leaf = (profile: 'credentialIssuer' | 'statusListSigner') =>
    makeLeaf({ profile, subject: subject('LAB-Foreign signer'), ca, now, validFor: days(90) })
  const [signer, statusSigner] = [await leaf('credentialIssuer'), await leaf('statusListSigner')]
  const tokenKey = generateSoftwareKey()
  const refusals: unknown[] = []

  const callbacks = {
    fetch,
    hash: (data: Uint8Array, alg: string) => createHash(alg.replace('-', '')).update(data).digest(),
    generateRandom: (length: number) => randomBytes(length),
    clientAuthentication: () => {},
    signJwt: async (_signer: unknown, { header, payload }: { header: object; payload: object }) => ({
      jwt: await signCompactJws(tokenKey.key, header as JsonObject, payload as JsonObject),
      signerJwk: { ...tokenKey.key.publicJwk },
    }),
    verifyJwt: async (by: { method: string; x5c?: string[]; publicJwk?: object }, { compact }: { compact: string }) => {
      const key = by.x5c ? new X509Certificate(Buffer.from(by.x5c[0]!, 'base64')).publicKey : createPublicKey({ key: (by.publicJwk ?? tokenKey.key.publicJwk) as never, format: 'jwk' })
      try {
        verifyEs256(parseCompactJws(compact), key)
        return { verified: true as const, signerJwk: key.export({ format: 'jwk' }) as { kty: string } }
      } catch {
        return { verified: false as const }
      }
    },
  }
  const server = new Oauth2AuthorizationServer({ callbacks })
  const resources = new Oauth2ResourceServer({ callbacks })
  const issuer = new Openid4vciIssuer({ callbacks })
  const { d: _, ...publicJwk } = signer.privateJwk
  const sdJwtVc = new SDJwtVcInstance({
    signAlg: 'ES256',
    signer: await ES256.getSigner(signer.privateJwk),
    verifier: await ES256.getVerifier(publicJwk),
    hasher: digest,
    hashAlg: 'sha-256',
    saltGenerator: generateSalt,
  })

  const credentialIssuer = issuer.createCredentialIssuerMetadata({
    credential_issuer: url,
    credential_endpoint: `${url}/credential`,
    nonce_endpoint: `${url}/nonce`,
    credential_configurations_supported: {
      [configurationId]: {
        format: 'dc+sd-jwt',
        vct,
        scope: 'foreign_pid',
        cryptographic_binding_methods_supported: ['jwk'],
        credential_signing_alg_values_supported: ['ES256'],
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
        credential_metadata: { display: [{ name: 'LAB-Foreign PID', locale: 'en' }] },
      },
    },
  })
  const authorizationServerMetadata = server.createAuthorizationServerMetadata({
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    pushed_authorization_request_endpoint: `${url}/par`,
    require_pushed_authorization_requests: true,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    grant_types_supported: ['authorization_code', 'urn:ietf:params:oauth:grant-type:pre-authorized_code'],
    code_challenge_methods_supported: ['S256'],
    dpop_signing_alg_values_supported: ['ES256'],
    token_endpoint_auth_methods_supported: ['attest_jwt_client_auth'],
    authorization_response_iss_parameter_supported: true,
  })
  const issuerMetadata = {
    originalDraftVersion: 'V1',
    credentialIssuer,
    knownCredentialConfigurations: issuer.getKnownCredentialConfigurationsSupported(credentialIssuer),
    authorizationServers: [authorizationServerMetadata],
  } as unknown as Parameters<Openid4vciIssuer['createCredentialOffer']>[0]['issuerMetadata']

  const app = express()
  app.use(express.urlencoded({ extended: false }), express.json())
  const asked = (req: Request): RequestLike => ({
    method: req.method as 'POST',
    url: url + req.originalUrl,
    headers: new Headers(Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)])),
  })
  const answering = (handler: (req: Request) => Promise<{ status: number; body: object }>) =>
    async (req: Request, res: express.Response): Promise<void> => {
      try {
        const { status, body } = await handler(req)
        res.status(status).set('Cache-Control', 'no-store').json(body)
      } catch (error) {
        refusals.push(error)
        const refusal = error as { errorResponse?: object; status?: number }
        res.status(refusal.status ?? 400).json(refusal.errorResponse ?? { error: 'server_error' })
      }
    }

  let pushed: { redirect_uri?: string; state?: string; code_challenge?: string; client_id?: string; dpop_jkt?: string; scope?: string } = {}
  let nonce = ''
  app.get('/.well-known/openid-credential-issuer', (_req, res) => void res.json(credentialIssuer))
  app.get('/.well-known/oauth-authorization-server', (_req, res) => void res.json(authorizationServerMetadata))
  app.get('/jwks', (_req, res) => void res.json({ keys: [{ ...tokenKey.key.publicJwk, kid: 'token', use: 'sig', alg: 'ES256' }] }))
  app.post('/par', answering(async (req) => {
    const request = asked(req)
    const parsed = await server.parsePushedAuthorizationRequest({ request, authorizationRequest: req.body })
    const { authorizationRequest } = parsed
    await server.verifyPushedAuthorizationRequest({
      authorizationServerMetadata,
      authorizationRequest: { ...authorizationRequest },
      request,
      now: new Date(clock.now() * 1000),
      clientAttestation: { required: true, ...parsed.clientAttestation },
      ...(parsed.dpop && { dpop: parsed.dpop }),
    })
    pushed = authorizationRequest as typeof pushed
    const { pushedAuthorizationResponse } = server.createPushedAuthorizationResponse({
      requestUri: 'urn:ietf:params:oauth:request_uri:foreign',
      expiresInSeconds: 60,
    })
    return { status: 201, body: pushedAuthorizationResponse }
  }))
  app.get('/authorize', (_req, res) => {
    const answer = new URLSearchParams({ code: 'foreign-code', state: pushed.state ?? '', iss: url })
    res.redirect(`${pushed.redirect_uri}?${answer.toString()}`)
  })
  app.post('/token', answering(async (req) => {
    const request = asked(req)
    const parsed = server.parseAccessTokenRequest({ request, accessTokenRequest: req.body as Record<string, unknown> })
    const { accessTokenRequest, grant } = parsed
    const common = {
      authorizationServerMetadata,
      accessTokenRequest,
      request,
      now: new Date(clock.now() * 1000),
      dpop: { required: true, ...parsed.dpop },
      clientAttestation: { required: true, ...parsed.clientAttestation },
    }
    const verified =
      grant.grantType === 'authorization_code'
        ? await server.verifyAuthorizationCodeAccessTokenRequest({
            ...common,
            grant,
            expectedCode: 'foreign-code',
            pkce: { codeChallenge: pushed.code_challenge!, codeChallengeMethod: 'S256' as never, ...(parsed.pkceCodeVerifier !== undefined && { codeVerifier: parsed.pkceCodeVerifier }) },
          })
        : await server.verifyPreAuthorizedCodeAccessTokenRequest({
            ...common,
            grant: grant as never,
            expectedPreAuthorizedCode: 'foreign-pre-authorized-code',
            expectedTxCode: '493536',
          })
    const body = await server.createAccessTokenResponse({
      authorizationServer: url,
      audience: url,
      signer: { method: 'jwk', alg: 'ES256', publicJwk: { ...tokenKey.key.publicJwk } },
      subject: 'LAB',
      expiresInSeconds: 300,
      now: new Date(clock.now() * 1000),
      ...(verified.dpop && { dpop: verified.dpop }),
    })
    return { status: 200, body }
  }))
  app.post('/nonce', answering(async () => {
    nonce = randomBytes(32).toString('base64url')
    return { status: 200, body: issuer.createNonceResponse({ cNonce: nonce }) }
  }))
  app.post('/credential', answering(async (req) => {
    const { tokenPayload } = await resources.verifyResourceRequest({
      request: asked(req),
      resourceServer: url,
      authorizationServers: [authorizationServerMetadata],
      now: new Date(clock.now() * 1000),
    })
    if (tokenPayload.sub !== 'LAB') throw new Error('the token is for nobody')
    const request = issuer.parseCredentialRequest({ issuerMetadata, credentialRequest: req.body as Record<string, unknown> })
    const [jwt] = request.proofs?.['jwt'] as [string]
    const proof = await issuer.verifyCredentialRequestJwtProof({ issuerMetadata, jwt, expectedNonce: nonce, now: new Date(clock.now() * 1000) })
    const { kty, crv, x, y } = proof.header.jwk as { kty: string; crv: string; x: string; y: string }
    const at = clock.now()
    const credential = await sdJwtVc.issue(
      { vct, iss: url, iat: at, exp: at + 86_400, family_name: 'LAB', given_name: '見本', cnf: { jwk: { kty, crv, x, y } }, status: { status_list: { idx: 7, uri: `${url}/status` } } },
      { _sd: ['family_name', 'given_name'] },
      { header: { typ: 'dc+sd-jwt', x5c: [...signer.x5c] } },
    )
    return { status: 200, body: issuer.createCredentialResponse({ credentialRequest: request, credentials: [{ credential }] } as never) }
  }))
  app.get('/status', async (_req, res) => {
    const list = { key: statusSigner.key, uri: `${url}/status`, bits: 1, size: 10_000, statuses: [] } as const
    res.type('application/statuslist+jwt').send(await publishStatusList({ ...list, now: clock.now(), ttl: minutes(5), lifetime: hours(1) }))
  })
  binding.serve(app)

  return {
    issuer: url,
    configurationId,
    txCode: '493536',
    refusals,
    pinnedAnchors: ['credential_issuer', 'status_list'].map((kind) => ({
      kind,
      territory: 'XL',
      entity: 'LAB-Foreign issuer',
      certificates: [ca.certificate],
    })),
    offer: async (grant) =>
      (
        await issuer.createCredentialOffer({
          issuerMetadata,
          credentialConfigurationIds: [configurationId],
          grants:
            grant === 'authorization_code'
              ? { authorization_code: { issuer_state: 'foreign-state' } }
              : {
                  'urn:ietf:params:oauth:grant-type:pre-authorized_code': {
                    'pre-authorized_code': 'foreign-pre-authorized-code',
                    tx_code: { input_mode: 'numeric', length: 6 },
                  },
                },
        })
      ).credentialOffer,
    close: () => binding.close(),
  }
}
