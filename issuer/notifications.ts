import { parseNotificationRequest, refuseNotification } from '../src/openid4vci/notification.ts'
import type { IssuerContext } from './context.ts'
import type { CredentialGrant } from './records.ts'

/**
 * Keeps what a wallet tells of the credentials of one issuance — OpenID4VCI 1.0 "Notification Endpoint". The same event
 * again changes nothing. What the wallet says in words is not kept: nobody here would read it.
 *
 * @throws ProtocolError<NotificationErrorCode>
 */
export async function recordNotification(
  { records: { notifications }, clock, log }: IssuerContext,
  { grant_id }: CredentialGrant,
  body: unknown,
): Promise<void> {
  const { notification_id, event } = parseNotificationRequest(body)
  const known = await notifications.get(notification_id)
  if (!known || known.grantId !== grant_id) {
    throw refuseNotification('invalid_notification_id', 'No issuance of this grant has that notification_id')
  }
  const at = clock.now()
  await notifications.update(notification_id, (current) =>
    current.events.some((earlier) => earlier.event === event)
      ? current
      : { ...current, events: [...current.events, { event, at }] })
  log.info('notified', { event })
}
