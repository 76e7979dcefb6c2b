import express from 'express'
import { randomUUID } from 'node:crypto'
import type { JsonObject } from '../../src/base/json.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { token } from '../../src/base/random.ts'
import type { Clock } from '../../src/base/time.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { ephemeralDecryptionKey } from '../../src/jose/adapters/ephemeral-decryption-key.ts'
import type { DecryptionKey } from '../../src/jose/jwe.ts'
import { parseCompactJws, signCompactJws } from '../../src/jose/jws.ts'
import type { CertifiedKey } from '../../src/jose/signing-key.ts'
import {
  clientIdOf,
  makeAuthorizationRequestUrl,
  signRequestObject,
} from '../../src/openid4vp/authorization-request.ts'
import { openResponse, type OpenedResponse } from '../../src/openid4vp/authorization-response.ts'
import { parseDcqlQuery } from '../../src/openid4vp/dcql-query.ts'

/**
 * A verifier made of our own parts that a test can lead astray: it signs whatever it is told and answers as it is told.
 */
export interface VerifierPeer {
  readonly url: string
  readonly key: CertifiedKey
  /**
   * A request for these claims; `payload` and `header` change what is signed, `linkClientId` what stands in the link.
   */
  ask(query: JsonObject, changes?: RequestChanges): Promise<Asked>
  /** How the response endpoint answers from now on; by default 200 with a redirect. */
  answers(answer: PeerAnswer): void
  /** Everything that wallets posted, opened. */
  readonly received: readonly OpenedResponse[]
  /** What stands at an address of this verifier, for receipts and redirects. */
  serve(path: string, document: { status?: number; contentType: string; body: string; location?: string }): string
  close(): Promise<void>
}

export interface RequestChanges {
  readonly payload?: JsonObject
  readonly without?: readonly string[]
  readonly header?: JsonObject
  readonly key?: CertifiedKey
  readonly registration?: string
  readonly linkClientId?: string
  readonly contentType?: string
  readonly tamperedSignature?: boolean
}

export interface Asked {
  readonly link: string
  readonly nonce: string
}

export interface PeerAnswer {
  readonly status: number
  readonly body: JsonObject | string
}

export async function verifierPeer({
  key,
  registration,
  clock,
}: {
  key: CertifiedKey
  registration: string
  clock: Clock
}): Promise<VerifierPeer> {
  const binding = await bind({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${binding.port}`
  const documents = new Map<string, { status?: number; contentType: string; body: string; location?: string }>()
  const keys = new Map<string, DecryptionKey>()
  const received: OpenedResponse[] = []
  let answer: PeerAnswer = { status: 200, body: { redirect_uri: `${url}/result?response_code=abc#fragment` } }

  const app = express()
  app.post('/responses/:id', express.urlencoded({ extended: false, limit: '1mb' }), async (req, res) => {
    received.push(await openResponse(String(req.body.response), keys.get(String(req.params['id']))!))
    res
      .status(answer.status)
      .type(typeof answer.body === 'string' ? 'text/plain' : 'json')
      .send(answer.body)
  })
  app.use((req, res) => {
    const document = documents.get(req.path)
    if (!document) return void res.status(404).json({ error: 'not_found' })
    if (document.location) res.set('Location', document.location)
    res
      .status(document.status ?? 200)
      .set('Content-Type', document.contentType)
      .send(Buffer.from(document.body))
  })
  binding.serve(app)

  const serve: VerifierPeer['serve'] = (path, document) => {
    documents.set(path, document)
    return url + path
  }
  return {
    url,
    key,
    received,
    serve,
    answers: (given) => {
      answer = given
    },
    close: () => binding.close(),
    ask: async (query, changes = {}) => {
      const id = randomUUID()
      const { decryptionKey, encryptionJwk } = ephemeralDecryptionKey(id)
      keys.set(id, decryptionKey)
      const nonce = token(systemRandom, '')
      const signer = changes.key ?? key
      const request = {
        nonce,
        state: token(systemRandom, ''),
        response_uri: `${url}/responses/${id}`,
        dcql_query: parseDcqlQuery(query),
        encryptionJwk,
        registrationCertificate: changes.registration ?? registration,
      }
      const signed = await signRequestObject(signer, request, { now: clock.now() })
      const body = isChanged(changes) ? await resigned(signed, signer, changes) : signed
      const request_uri = serve(`/requests/${id}`, {
        contentType: changes.contentType ?? 'application/oauth-authz-req+jwt',
        body,
      })
      const client_id = changes.linkClientId ?? clientIdOf(signer)
      return {
        nonce,
        link: makeAuthorizationRequestUrl('openid4vp://', { client_id, request_uri, request_uri_method: 'get' }),
      }
    },
  }
}

const isChanged = ({ payload, header, without, tamperedSignature }: RequestChanges): boolean =>
  payload !== undefined || header !== undefined || without !== undefined || tamperedSignature === true

async function resigned(
  jwt: string,
  key: CertifiedKey,
  { payload, header, without = [], tamperedSignature }: RequestChanges,
): Promise<string> {
  const jws = parseCompactJws(jwt)
  const left = Object.fromEntries(
    Object.entries({ ...jws.payload, ...payload }).filter(([name]) => !without.includes(name)),
  )
  const { alg: _, ...oldHeader } = jws.header
  const made = await signCompactJws(key, { ...oldHeader, ...header }, left)
  if (!tamperedSignature) return made
  const [first, second] = made.split('.')
  return `${first}.${second}.${Buffer.alloc(64, 7).toString('base64url')}`
}
