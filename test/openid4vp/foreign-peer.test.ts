import { createHash, X509Certificate } from 'node:crypto'
import { Openid4vpClient, Openid4vpVerifier } from '@openid4vc/openid4vp'
import { describe, expect, test } from 'vitest'
import { notPassed, runChecks } from '../../src/base/checks.ts'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { parseJsonObject, type JsonObject } from '../../src/base/json.ts'
import { encryptJwe, type ContentEncryption, type EncryptionJwk } from '../../src/jose/jwe.ts'
import { parseCompactJws, signCompactJws, verifyEs256 } from '../../src/jose/jws.ts'
import { makeAuthorizationRequestUrl, parseAuthorizationRequest } from '../../src/openid4vp/authorization-request.ts'
import { openResponse, parsePostedResponse } from '../../src/openid4vp/authorization-response.ts'
import { acceptRequestObject, requestObjectChecks } from '../../src/openid4vp/request-object-checks.ts'
import { makeDcqlQuery } from '../../src/openid4vp/dcql-query.ts'
import { makeClientMetadata } from '../../src/openid4vp/client-metadata.ts'
import { parseX5c } from '../../src/x509/x5c.ts'
import {
  decryptionKey,
  encryptionJwk,
  goodRequestObject,
  link,
  presentationRequest,
  query,
  subjectOf,
  verifier,
} from './support.ts'

/** What `@openid4vc/openid4vp` leaves to its user: signing, verifying, encrypting. Protocol and parsing are its own. */
const callbacks = {
  hash: (data: Uint8Array) => createHash('sha256').update(data).digest(),
  signJwt: async (_signer: unknown, { header, payload }: { header: object; payload: object }) => {
    const { alg: _, ...rest } = header as JsonObject
    return { jwt: await signCompactJws(verifier, rest, payload as JsonObject), signerJwk: { ...verifier.publicJwk } }
  },
  verifyJwt: async (_signer: unknown, { compact }: { compact: string }) => {
    const jws = parseCompactJws(compact)
    const [leaf] = parseX5c(jws.header)
    verifyEs256(jws, leaf.publicKey)
    const { kty, crv, x, y } = leaf.publicKey.export({ format: 'jwk' }) as EncryptionJwk
    return { verified: true as const, signerJwk: { kty, crv, x, y } }
  },
  decryptJwe: () => ({ decrypted: false as const }),
  encryptJwe: async ({ publicJwk, enc }: { publicJwk: unknown; enc: string }, data: string) => {
    const recipient = publicJwk as EncryptionJwk
    return {
      encryptionJwk: { ...recipient },
      jwe: await encryptJwe(parseJsonObject(data), recipient, enc as ContentEncryption),
    }
  },
  getX509CertificateMetadata: (certificate: string) => {
    new X509Certificate(Buffer.from(certificate, 'base64'))
    return { sanDnsNames: [], sanUriNames: [] }
  },
}

describe('@openid4vc/openid4vp as a wallet', () => {
  const fetched: string[] = []
  const wallet = new Openid4vpClient({
    callbacks: {
      ...callbacks,
      fetch: async (url) => {
        fetched.push(String(url))
        return new Response(goodRequestObject, { headers: { 'content-type': 'application/oauth-authz-req+jwt' } })
      },
    },
  })

  test('takes our request as one of OpenID4VP 1.0 and answers so that we can open it', async () => {
    const parsed = wallet.parseOpenid4vpAuthorizationRequest({
      authorizationRequest: makeAuthorizationRequestUrl('openid4vp://', link),
    })
    const resolved = await wallet.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: parsed.params as never,
    })
    expect(fetched).toEqual([link.request_uri])
    expect(resolved.version).toBe(100)
    expect(resolved.client).toMatchObject({ prefix: 'x509_hash', original: { clientId: link.client_id } })
    expect(resolved.dcql?.query).toEqual(makeDcqlQuery(query))

    const response = await wallet.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: resolved.authorizationRequestPayload,
      authorizationResponsePayload: { vp_token: { diploma: ['presentation'] } },
      jarm: {
        encryption: { nonce: 'mdoc-only' },
        serverMetadata: {
          authorization_signing_alg_values_supported: ['ES256'],
          authorization_encryption_alg_values_supported: ['ECDH-ES'],
          authorization_encryption_enc_values_supported: ['A128GCM', 'A256GCM'],
        },
      },
    })
    const posted = parsePostedResponse({ response: response.jarm?.responseJwt })
    if (posted.kind !== 'encrypted') throw new Error('the response is not encrypted')
    expect(await openResponse(posted.response, decryptionKey)).toEqual({
      kind: 'presentation',
      vp_token: { diploma: ['presentation'] },
      state: presentationRequest.state,
    })
  })
})

describe('@openid4vc/openid4vp as a verifier', () => {
  test('makes a request that passes every check of our wallet', async () => {
    const { authorizationRequest, jar } = await new Openid4vpVerifier({
      callbacks: { ...callbacks, clientAuthentication: () => undefined } as never,
    }).createOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: {
        response_type: 'vp_token',
        response_mode: 'direct_post.jwt',
        client_id: link.client_id,
        response_uri: presentationRequest.response_uri,
        nonce: presentationRequest.nonce,
        state: presentationRequest.state,
        dcql_query: makeDcqlQuery(query),
        client_metadata: makeClientMetadata(encryptionJwk) as never,
      },
      jar: {
        jwtSigner: { method: 'x5c', x5c: [...verifier.x5c], alg: 'ES256' },
        requestUri: link.request_uri,
        expiresInSeconds: 300,
        additionalJwtPayload: { aud: 'https://self-issued.me/v2' },
      },
    })
    const authorization = parseAuthorizationRequest(authorizationRequest)
    expect(authorization.request_uri).toBe(link.request_uri)

    const subject = {
      ...subjectOf(String(jar?.authorizationRequestJwt)),
      authorizationRequest: authorization,
      now: systemClock.now(),
    }
    const report = await runChecks(subject, requestObjectChecks, (error) => {
      throw error
    })
    expect(notPassed(report)).toEqual([])
    expect(acceptRequestObject(report, subject)).toMatchObject({
      clientId: link.client_id,
      query,
      responseUri: presentationRequest.response_uri,
    })
  })
})
