import { notificationRequest, processNotificationResponse, type NotificationEvent } from '../src/openid4vci/notification.ts'
import { askIssuer } from './ask-issuer.ts'
import type { WalletContext } from './context.ts'
import type { Access } from './issuance-records.ts'
import { atIssuer, outside } from './outside.ts'
import { freshAccess } from './redeem-code.ts'
import { ProtocolError } from '../src/base/errors.ts'

/**
 * Tells the issuer what became of its credentials — OpenID4VCI 1.0 "Notification Endpoint" — if it asked for that. The
 * holder loses nothing if the issuer cannot be told.
 *
 * @param why for `credential_failure`: the first check that did not hold
 */
export async function notifyIssuer(
  context: WalletContext,
  instanceId: string,
  access: Access,
  { notificationId, event, why }: {
    readonly notificationId: string | undefined
    readonly event: NotificationEvent
    readonly why?: string
  },
): Promise<void> {
  const endpoint = access.issuer.notificationEndpoint
  if (notificationId === undefined || endpoint === undefined) return
  const notification = { notification_id: notificationId, event, ...(why !== undefined && { event_description: why }) }
  try {
    await outside(atIssuer, async () => {
      const tokens = await freshAccess(context, instanceId, access)
      const document = await askIssuer(context, access.issuer, tokens, {
        endpoint,
        confidential: false,
        request: (parts) => notificationRequest({ endpoint, notification, ...parts }),
      })
      processNotificationResponse(document)
    })
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    context.log.warn('issuer_not_notified', { event, code: error.code })
  }
}
