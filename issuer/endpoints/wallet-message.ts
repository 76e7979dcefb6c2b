import type { Request, RequestHandler, Response } from 'express'
import { jsonBody, textBody } from '../../src/http/request-body.ts'
import { parseJsonText } from '../../src/http/json-text.ts'
import {
  decryptCredentialRequest, encryptCredentialResponse, encryptedMediaType, type ResponseEncryption,
} from '../../src/openid4vci/credential-encryption.ts'
import { refuseCredential, type CredentialErrorCode } from '../../src/openid4vci/credential-response.ts'
import type { IssuerContext } from '../context.ts'
import type { WalletMessage } from '../issuance.ts'
import { limits } from '../limits.ts'

/** OpenID4VCI 1.0 "Encrypted Credential Requests and Responses": a body is JSON, or a JWE with JSON inside. */
export function walletMessageBody(maxBytes: number): RequestHandler {
  const code: CredentialErrorCode = 'invalid_credential_request'
  const plain = jsonBody({ maxBytes, code })
  const encrypted = textBody({ maxBytes, code, contentType: encryptedMediaType })
  return (req, res, next) => (isEncrypted(req) ? encrypted : plain)(req, res, next)
}

const isEncrypted = (req: Request): boolean => req.is(encryptedMediaType) === encryptedMediaType

/** What {@link walletMessageBody} read, decrypted. @throws ProtocolError<CredentialErrorCode> */
export async function readWalletMessage({ encryptionKey }: IssuerContext, req: Request): Promise<WalletMessage> {
  if (!isEncrypted(req)) return { body: req.body, encrypted: false }
  const jwe = (req.body as string).trim()
  const text = await decryptCredentialRequest(jwe, encryptionKey.decryptionKey, limits.inflatedRequest)
  try {
    return { body: parseJsonText(text), encrypted: true }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw refuseCredential('invalid_credential_request', `The encrypted request is refused: ${error.message}`, error)
  }
}

/** A response as the wallet asked for it: JSON, or a JWE. Errors never get here. */
export async function sendToWallet(
  res: Response,
  response: object,
  encryption: ResponseEncryption | undefined,
): Promise<void> {
  const deferred = 'transaction_id' in response
  const answer = res.status(deferred ? 202 : 200).set('Cache-Control', 'no-store')
  if (!encryption) return void answer.json(response)
  const jwe = await encryptCredentialResponse(response, encryption)
  answer.type(encryptedMediaType).send(Buffer.from(jwe))
}
