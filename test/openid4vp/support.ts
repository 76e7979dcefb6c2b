import type { JsonObject } from '../../src/base/json.ts'
import { days, epochSeconds, seconds } from '../../src/base/time.ts'
import { ephemeralDecryptionKey } from '../../src/jose/adapters/ephemeral-decryption-key.ts'
import { parseCompactJws, signCompactJws } from '../../src/jose/jws.ts'
import type { CertifiedKey } from '../../src/jose/signing-key.ts'
import { clientIdOf, signRequestObject, type PresentationRequest } from '../../src/openid4vp/authorization-request.ts'
import { parseDcqlQuery } from '../../src/openid4vp/dcql-query.ts'
import type { RequestObjectSubject } from '../../src/openid4vp/request-object-checks.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'

export const now = epochSeconds(1_795_000_000)

export const ca = await makeCa({
  subject: { C: 'XM', O: 'LAB-Registrar', CN: 'LAB access CA' },
  now,
  validFor: days(30),
})

const accessCertificate = (CN: string) =>
  makeLeaf({ profile: 'accessCertificate', subject: { C: 'XM', O: 'LAB-University', CN }, ca, now, validFor: days(7) })

/** The access certificates of a verifier and of somebody else whom the same CA knows. */
export const verifier: CertifiedKey = (await accessCertificate('LAB-Admissions')).key
export const stranger: CertifiedKey = (await accessCertificate('LAB-Stranger')).key

export const { decryptionKey, encryptionJwk } = ephemeralDecryptionKey('key-1')

export const query = parseDcqlQuery({
  credentials: [
    {
      id: 'diploma',
      format: 'dc+sd-jwt',
      meta: { vct_values: ['urn:lab:diploma'] },
      claims: [{ path: ['title'] }, { path: ['holder', 'family_name'] }],
    },
  ],
})

export const presentationRequest: PresentationRequest = {
  nonce: 'n'.repeat(43),
  state: 's'.repeat(43),
  response_uri: 'https://verifier.example/responses/1',
  dcql_query: query,
  encryptionJwk,
  registrationCertificate: 'a.b.c',
}

export const link = {
  client_id: clientIdOf(verifier),
  request_uri: 'https://verifier.example/requests/1',
  request_uri_method: 'get',
} as const

export const subjectOf = (requestObject: string): RequestObjectSubject => ({
  requestObject,
  authorizationRequest: link,
  walletNonce: 'none',
  now,
  skew: seconds(30),
  development: false,
})

export const goodRequestObject = await signRequestObject(verifier, presentationRequest, { now })

/** The good request with some members of its header and payload replaced (undefined removes), and signed by `key`. */
export function changed(
  { header = {}, payload = {} }: { header?: Changes; payload?: Changes },
  key: CertifiedKey = verifier,
): Promise<string> {
  const good = parseCompactJws(goodRequestObject)
  return signCompactJws(key, withChanges(good.header, header), withChanges(good.payload, payload))
}

type Changes = { readonly [member: string]: JsonObject[string] | undefined }

const withChanges = (from: JsonObject, changes: Changes): JsonObject =>
  JSON.parse(JSON.stringify({ ...from, ...changes })) as JsonObject
