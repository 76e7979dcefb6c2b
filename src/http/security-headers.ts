import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * The security headers of every answer, set by helmet. Pages have no scripts, no frames and a stylesheet of their own.
 * `Referrer-Policy: same-origin` keeps addresses from other sites and still lets our own forms send their `Origin`.
 * Strict-Transport-Security is sent over https only, and not for names under localhost, where http is another lab's.
 *
 * @param formAction origins, besides our own, that a form may lead to (also by a redirect)
 */
export function securityHeaders(formAction: readonly string[]): RequestHandler {
  const strictTransport = helmet.strictTransportSecurity()
  const rest = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  const policy = contentSecurityPolicy(formAction)
  return (req, res, next) => {
    res.set('Content-Security-Policy', policy)
    const local = req.hostname === undefined || /(^|\.)localhost\.?$/i.test(req.hostname)
    if (!req.secure || local) return rest(req, res, next)
    strictTransport(req, res, () => rest(req, res, next))
  }
}

/**
 * The policy as a header value, for a page that leads on to one more origin, such as a wallet's answer to a verifier.
 *
 * @throws TypeError if an entry is neither a URL (its origin is allowed) nor a scheme like `openid4vp:`
 */
export function contentSecurityPolicy(formAction: readonly string[]): string {
  const targets = formAction.map((target) => (/^[a-z][a-z0-9+.-]*:$/.test(target) ? target : new URL(target).origin))
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    ["form-action 'self'", ...targets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
