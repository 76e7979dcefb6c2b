import type { RequestHandler } from 'express'
import type { Route } from '../src/http/app.ts'
import { rateLimit } from '../src/http/rate-limit.ts'
import { jsonBody } from '../src/http/request-body.ts'
import type { NotificationErrorCode } from '../src/openid4vci/notification.ts'
import type { IssuerContext } from './context.ts'
import { credential } from './endpoints/credential.ts'
import { credentialIssuerMetadata } from './endpoints/credential-issuer-metadata.ts'
import { credentialOffer } from './endpoints/credential-offer.ts'
import { deferredCredential } from './endpoints/deferred-credential.ts'
import { freshDpopNonce } from './endpoints/fresh-nonces.ts'
import { nonce } from './endpoints/nonce.ts'
import { notification } from './endpoints/notification.ts'
import { statusList } from './endpoints/status-list.ts'
import { typeMetadata } from './endpoints/type-metadata.ts'
import { walletMessageBody } from './endpoints/wallet-message.ts'
import { limits } from './limits.ts'
import { get, post } from './route.ts'

/** Every endpoint of the credential issuer, with the heading that it implements. */
export function issuanceRoutes(context: IssuerContext, basePath: string): readonly Route[] {
  const { body, perMinute } = limits
  const fresh = freshDpopNonce(context)
  const limited = (perMinute: number): RequestHandler => rateLimit({ perMinute, code: 'too_many_requests' })
  const malformed: NotificationErrorCode = 'invalid_notification_request'
  return [
    get(
      `/.well-known/openid-credential-issuer${basePath}`,
      'OpenID4VCI 1.0 "Credential Issuer Metadata Retrieval"',
      credentialIssuerMetadata(context),
    ),
    get('/offers/:id', 'OpenID4VCI 1.0 "Sending Credential Offer by Reference"', credentialOffer(context)),
    post('/nonce', 'OpenID4VCI 1.0 "Nonce Endpoint"', limited(perMinute.nonce), fresh, nonce(context)),
    post(
      '/credential', 'OpenID4VCI 1.0 "Credential Endpoint"',
      limited(perMinute.credential), fresh, walletMessageBody(body.credential), credential(context),
    ),
    post(
      '/deferred-credential', 'OpenID4VCI 1.0 "Deferred Credential Endpoint"',
      limited(perMinute.credential), fresh, walletMessageBody(body.deferredCredential), deferredCredential(context),
    ),
    post(
      '/notification', 'OpenID4VCI 1.0 "Notification Endpoint"',
      limited(perMinute.notification), fresh, jsonBody({ maxBytes: body.notification, code: malformed }),
      notification(context),
    ),
    get('/status-lists/:id', 'Token Status List -14 "Status List Request"', statusList(context)),
    get('/type-metadata/:id', 'SD-JWT VC -13 "Retrieving Type Metadata"', typeMetadata(context)),
  ]
}
