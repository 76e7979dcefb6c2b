import type { JsonObject } from '../../src/base/json.ts'
import { after, minutes } from '../../src/base/time.ts'
import { ephemeralDecryptionKey } from '../../src/jose/adapters/ephemeral-decryption-key.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { decryptCompressedJwe, encryptJwe, type Compression, type ContentEncryption } from '../../src/jose/jwe.ts'
import type { P256PublicJwk } from '../../src/jose/jwk.ts'
import type { SigningKey } from '../../src/jose/signing-key.ts'
import { preAuthorizedCodeGrant } from '../../src/openid4vci/credential-offer.ts'
import { makeKeyAttestation } from '../../src/openid4vci/key-attestation.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import type { Certified } from '../../src/x509/adapters/pki.ts'
import { atDesk, codeOf, testWallet, type DeskOffer, type IssuerWorld, type TestWallet } from './issuer-world.ts'

export type Parts = { readonly [name: string]: unknown }

/** A wallet that has an access token, and asks at the endpoints of the credential issuer as a test wishes. */
export interface Collector extends TestWallet {
  readonly accessToken: string
  readonly configurationId: string
  post(path: string, body: unknown, changes?: { readonly contentType?: string; readonly accessToken?: string; readonly headers?: Readonly<Record<string, string>>; readonly query?: string }): Promise<Response>
  /** A right Credential Request with one proof; parts replace members. */
  request(parts?: Parts): Promise<Parts>
  /** Proofs of so many fresh keys, all for one challenge. */
  proofs(count: number): Promise<{ readonly jwts: readonly string[]; readonly keys: readonly SigningKey[] }>
  credential(parts?: Parts): Promise<Response>
  deferred(parts: Parts): Promise<Response>
  notify(parts: Parts): Promise<Response>
}

type Variant = '' | '_key_attested' | '_described'

/** By a pre-authorized code, the shortest way. */
export async function collector(
  world: IssuerWorld,
  { subject, review = false, variant = '' }: { subject: string; review?: boolean; variant?: Variant },
): Promise<Collector> {
  const configurationId = `${world.context.config.credential.configurationId}${variant}`
  const wallet = testWallet(world)
  const offer = await deskMade<DeskOffer>(world, '/desk/offers', { credential_configuration_ids: [configurationId], subject, by: 'value', review })
  const accessToken = await wallet.token({ grant_type: preAuthorizedCodeGrant, 'pre-authorized_code': codeOf(offer) })
  return collecting(world, wallet, { accessToken, configurationId })
}

/** The same with a token that was got in whichever way. */
export function collecting(
  world: IssuerWorld,
  wallet: TestWallet,
  { accessToken, configurationId, clientId }: { accessToken: string; configurationId: string; clientId?: string },
): Collector {
  const own: Collector = {
    ...wallet, accessToken, configurationId,
    post: async (path, body, { contentType = 'application/json', accessToken: other = accessToken, headers = {}, query = '' } = {}) => {
      const dpop = await wallet.dpop(world.url + path, { accessToken: other })
      return fetch(world.url + path + query, {
        method: 'POST',
        headers: { authorization: `DPoP ${other}`, dpop, 'content-type': contentType, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    },
    request: async (parts = {}) => ({ credential_configuration_id: configurationId, proofs: { jwt: [await wallet.keyProof({ clientId })] }, ...parts }),
    proofs: async (count) => {
      const nonce = await wallet.nonce()
      const keys = Array.from({ length: count }, () => generateSoftwareKey().key)
      return { keys, jwts: await Promise.all(keys.map((key) => wallet.keyProof({ key, nonce, clientId }))) }
    },
    credential: async (parts) => own.post('/credential', await own.request(parts)),
    deferred: (parts) => own.post('/deferred-credential', parts),
    notify: (parts) => own.post('/notification', parts),
  }
  return own
}

/** What the desk's API answers; a body makes it a POST. */
export async function deskMade<Answer>({ url }: IssuerWorld, path: string, body?: unknown): Promise<Answer> {
  const asked = atDesk(path, body)
  const answer = await fetch(url + asked.path, asked.init)
  if (!answer.ok) throw new Error(`the desk answers ${answer.status}`)
  return (await answer.json()) as Answer
}

/** A key attestation by somebody for these keys. */
export async function keyAttestation(
  { clock }: IssuerWorld,
  attester: Certified,
  keys: readonly SigningKey[],
  { nonce, keyStorage = ['iso_18045_basic'] }: { nonce?: string | undefined; keyStorage?: readonly [string, ...string[]] | undefined } = {},
): Promise<string> {
  const [first, ...more] = keys.map(({ publicJwk }) => publicJwk)
  return makeKeyAttestation(attester.key, {
    attestedKeys: [first!, ...more], nonce, iat: clock.now(), exp: after(clock.now(), minutes(5)), keyStorage, userAuthentication: undefined,
  })
}

/** An encrypted conversation: the wallet's key for answers, and the issuer's from its metadata. */
export function encryption({ context }: IssuerWorld) {
  const { decryptionKey, encryptionJwk } = ephemeralDecryptionKey('wallet-enc-1')
  const [issuerKey] = context.metadata.credential_request_encryption!.jwks.keys as unknown as readonly [P256PublicJwk]
  return {
    jwk: encryptionJwk,
    issuerKey,
    wish: (parts: Parts = {}): Parts => ({ jwk: encryptionJwk, enc: 'A128GCM', ...parts }),
    seal: (body: Parts, enc: ContentEncryption = 'A256GCM', zip: Compression = 'none') => encryptJwe(body as JsonObject, issuerKey, enc, zip),
    open: (jwe: string) => decryptCompressedJwe(jwe, decryptionKey, 1_000_000),
  }
}

export interface Issued {
  readonly credentials: readonly { readonly credential: string }[]
  readonly notification_id: string
}

export const issued = async (answer: Response): Promise<Issued> => (await answer.json()) as Issued

/** The payload of the JWT that the issuer signed. */
export const payloadOf = (credential: string): JsonObject => parseSdJwt(credential).issuerJwt.payload
export const headerOf = (credential: string): JsonObject => parseSdJwt(credential).issuerJwt.header

/** Status, code and the headers that every refusal has. */
export const refusal = async (answer: Response) => ({
  status: answer.status,
  type: answer.headers.get('content-type')?.split(';')[0],
  cache: answer.headers.get('cache-control'),
  ...((await answer.json()) as { error: string }),
})

export const codedRefusal = (error: string, status = 400) => ({
  status, type: 'application/json', cache: 'no-store', error, error_description: expectDescription,
})

/** OpenID4VCI 1.0 "Credential Request Errors": the characters that a description may have. */
const expectDescription = { asymmetricMatch: (text: unknown) => typeof text === 'string' && /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/.test(text) }

