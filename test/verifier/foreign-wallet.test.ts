import { createHash } from 'node:crypto'
import { setGlobalConfig } from '@openid4vc/openid4vci'
import { Openid4vpClient } from '@openid4vc/openid4vp'
import { digest, ES256, generateSalt } from '@sd-jwt/crypto-nodejs'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { after, days } from '../../src/base/time.ts'
import { parseJsonObject } from '../../src/base/json.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { encryptJwe, type ContentEncryption, type EncryptionJwk } from '../../src/jose/jwe.ts'
import { parseCompactJws, verifyEs256 } from '../../src/jose/jws.ts'
import { jurisdictions, personOf } from '../../src/jurisdictions/index.ts'
import { credentialKinds, type CredentialKind } from '../../src/jurisdictions/jurisdiction-profile.ts'
import { parseX5c } from '../../src/x509/x5c.ts'
import { answersOf, desk, openRows } from './holder.ts'
import { verifierWorld, type VerifierWorld } from './verifier-world.ts'

let world: VerifierWorld
beforeAll(async () => {
  setGlobalConfig({ allowInsecureUrls: true })
  world = await verifierWorld()
})
afterAll(() => world.close())

/**
 * Nothing of ours in the wallet's part: `@sd-jwt/sd-jwt-vc` issues and presents, `@openid4vc/openid4vp` reads the request and
 * answers. Only the primitives that it leaves to its user (signature, encryption) are lent.
 */
const wallet = new Openid4vpClient({
  callbacks: {
    fetch: (url, init) => fetch(url as string, init as RequestInit),
    hash: (data: Uint8Array) => createHash('sha256').update(data).digest(),
    signJwt: () => {
      throw new Error('nothing is signed here')
    },
    decryptJwe: () => ({ decrypted: false as const }),
    verifyJwt: async (_signer, { compact }) => {
      const jws = parseCompactJws(compact)
      const [leaf] = parseX5c(jws.header)
      verifyEs256(jws, leaf.publicKey)
      const { kty, crv, x, y } = leaf.publicKey.export({ format: 'jwk' }) as EncryptionJwk
      return { verified: true as const, signerJwk: { kty, crv, x, y } }
    },
    encryptJwe: async ({ publicJwk, enc }, data) => {
      const recipient = publicJwk as EncryptionJwk
      return {
        encryptionJwk: publicJwk,
        jwe: await encryptJwe(parseJsonObject(data), recipient, enc as ContentEncryption),
      }
    },
    getX509CertificateMetadata: () => ({ sanDnsNames: [], sanUriNames: [] }),
  },
})

async function presentationOf(
  kind: CredentialKind,
  { nonce, audience }: { nonce: string; audience: string },
): Promise<string> {
  const { privateJwk, x5c } = world.pki.issuers[kind].credentials
  const { d: _, ...issuerPublic } = privateJwk
  const holder = generateSoftwareKey()
  const peer = new SDJwtVcInstance({
    signAlg: 'ES256',
    signer: await ES256.getSigner(privateJwk),
    verifier: await ES256.getVerifier(issuerPublic),
    kbSignAlg: 'ES256',
    kbSigner: await ES256.getSigner(holder.privateJwk),
    hasher: digest,
    hashAlg: 'sha-256',
    saltGenerator: generateSalt,
  })
  const { credentials } = jurisdictions.JP
  const { claims, purposes, vct } = credentials[kind]
  const dataset = personOf(jurisdictions.JP, 'hanako')!.datasets[kind]!
  const now = world.clock.now()
  const disclosable = claims
    .filter((claim) => claim.disclosable && String(claim.path[0]) in dataset)
    .map(({ path }) => String(path[0]))
  const payload = {
    ...dataset,
    vct,
    iat: now,
    exp: after(now, days(1)),
    cnf: { jwk: { ...holder.key.publicJwk } },
    status: { status_list: { idx: 9, uri: world.statusUri(kind) } },
  }
  const credential = await peer.issue(payload as never, { _sd: disclosable } as never, { header: { x5c: [...x5c] } })
  const asked = purposes['university_admission']!.needed.map(([name]) => String(name)).filter((name) =>
    disclosable.includes(name),
  )
  const frame = Object.fromEntries(asked.map((name) => [name, true]))
  return peer.present(credential, frame as never, { kb: { payload: { iat: now, aud: audience, nonce } } })
}

test("a wallet made of other people's code is admitted by our verifier", async () => {
  const request = await desk(world).ask()
  const parsed = wallet.parseOpenid4vpAuthorizationRequest({ authorizationRequest: request.openid4vp_url })
  const resolved = await wallet.resolveOpenId4vpAuthorizationRequest({
    authorizationRequestPayload: parsed.params as never,
  })
  expect(resolved.version).toBe(100)
  const { nonce, client_id } = resolved.authorizationRequestPayload as { nonce: string; client_id: string }
  const entries = await Promise.all(
    credentialKinds.map(async (kind) => [kind, [await presentationOf(kind, { nonce, audience: client_id })]] as const),
  )

  const response = await wallet.createOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: resolved.authorizationRequestPayload,
    authorizationResponsePayload: { vp_token: Object.fromEntries(entries) as never },
    jarm: {
      encryption: { nonce: 'for-mdoc-only' },
      serverMetadata: {
        authorization_signing_alg_values_supported: ['ES256'],
        authorization_encryption_alg_values_supported: ['ECDH-ES'],
        authorization_encryption_enc_values_supported: ['A256GCM'],
      },
    },
  })
  const submitted = await wallet.submitOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: resolved.authorizationRequestPayload as { response_uri: string },
    authorizationResponsePayload: response.authorizationResponsePayload,
    jarm: response.jarm!,
  })
  expect([submitted.response.status, await submitted.response.json()]).toEqual([
    200,
    { redirect_uri: expect.stringContaining('/result?response_code=') },
  ])

  const { result } = await desk(world).state(request.id)
  expect(openRows(result)).toEqual([])
  expect(answersOf(result)).toEqual({
    technical: 'valid',
    listStatus: 'granted',
    legalStatus: 'none',
    policy: 'accept',
  })
})
