import { z } from 'zod'
import { ProtocolError } from '../base/errors.ts'
import { seconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import { requestRefused } from '../oauth/error-response.ts'

/** OpenID4VCI 1.0 "Notification Request": what became of the credentials of one issuance. */
export const notificationEvents = ['credential_accepted', 'credential_failure', 'credential_deleted'] as const
export type NotificationEvent = (typeof notificationEvents)[number]

/** OpenID4VCI 1.0 "Notification Error Response". */
export type NotificationErrorCode = 'invalid_notification_id' | 'invalid_notification_request'

export const refuseNotification = (
  code: NotificationErrorCode,
  description: string,
  cause?: unknown,
): ProtocolError<NotificationErrorCode> => new ProtocolError(code, description, { cause })

export interface NotificationRequest {
  readonly notification_id: string
  readonly event: NotificationEvent
  readonly event_description?: string
}

const notificationRequestSchema = z.object({
  notification_id: z.string().min(1).max(500),
  event: z.enum(notificationEvents),
  event_description: z
    .string()
    .max(1000)
    .regex(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/, 'must be ASCII without quote and backslash')
    .optional(),
})

/**
 * Reads a Notification Request; unknown members are ignored.
 *
 * @throws ProtocolError<NotificationErrorCode> `invalid_notification_request`
 */
export function parseNotificationRequest(body: unknown): NotificationRequest {
  const parsed = notificationRequestSchema.safeParse(body)
  if (parsed.success) return parsed.data as NotificationRequest
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ')
  const description = `The notification is malformed: ${faults.slice(0, 300)}`
  throw refuseNotification('invalid_notification_request', description, parsed.error)
}

/** The wallet's half: tells the issuer what became of its credentials. Telling twice does no harm. */
export const notificationRequest = (
  { endpoint, notification, accessToken, dpopProof }: {
    readonly endpoint: string
    readonly notification: NotificationRequest
    readonly accessToken: string
    readonly dpopProof: string
  },
): OutboundRequest => ({
  url: endpoint,
  method: 'POST',
  accept: 'application/json',
  contentType: 'application/json',
  headers: { Authorization: `DPoP ${accessToken}`, DPoP: dpopProof },
  body: JSON.stringify(notification),
  maxBytes: 50_000,
  timeout: seconds(10),
})

/** "Successful Notification Response": a 2xx of whichever kind, without a body. @throws RequestRefused */
export function processNotificationResponse(document: FetchedDocument): void {
  if (document.status < 200 || document.status > 299) throw requestRefused(document)
}
