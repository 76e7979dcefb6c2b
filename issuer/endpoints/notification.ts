import type { RequestHandler } from 'express'
import { authorizedGrant } from '../authorized-grant.ts'
import type { IssuerContext } from '../context.ts'
import { recordNotification } from '../notifications.ts'

/** OpenID4VCI 1.0 "Notification Endpoint". */
export const notification =
  (context: IssuerContext): RequestHandler =>
  async (req, res) => {
    const grant = await authorizedGrant(context, req, context.metadata.notification_endpoint)
    await recordNotification(context, grant, req.body)
    res.status(204).set('Cache-Control', 'no-store').end()
  }
