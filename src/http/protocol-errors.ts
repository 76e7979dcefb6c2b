import type { ErrorRequestHandler, Request } from 'express'
import { CheckFailed, Indeterminate } from '../base/checks.ts'
import { ProtocolError } from '../base/errors.ts'
import type { Log } from '../base/log.ts'

/** What a person sees instead of JSON: one HTML document. */
export type ErrorPage = (error: ProtocolError, req: Request) => string

/**
 * The one place where a thrown error becomes a response. A {@link ProtocolError} is answered with its status, headers
 * and code. What Express itself refuses (a parameter that does not decode) is `invalid_request`. Anything else is our
 * bug: it is logged with its stack and answered as `server_error` without detail.
 *
 * @param errorPage makes the answer for clients that prefer HTML to JSON; without it everyone gets JSON
 */
export const protocolErrors =
  (log: Log, errorPage?: ErrorPage): ErrorRequestHandler =>
  // Express knows an error handler by its four parameters.
  (error: unknown, req, res, _next) => {
    const refusal = asRefusal(error)
    const about = { method: req.method, route: routeOf(req) }
    if (refusal) log.info('refused', { ...about, ...told(refusal) })
    else log.error('server_error', error, about)
    if (res.headersSent) return void res.destroy()

    const answer = refusal ?? new ProtocolError('server_error', 'this service failed; try again later', { status: 500 })
    res.status(answer.status).set(answer.headers).set('Cache-Control', 'no-store')
    const page = req.accepts(['json', 'html']) === 'html' ? made(errorPage, answer, req, log) : undefined
    if (page !== undefined) res.type('html').send(page)
    else res.json(refusal ?? { error: 'server_error' })
  }

/** An error page that fails must not hide the error. */
function made(errorPage: ErrorPage | undefined, error: ProtocolError, req: Request, log: Log): string | undefined {
  try {
    return errorPage?.(error, req)
  } catch (fault) {
    log.error('error_page_failed', fault)
    return undefined
  }
}

/** The pattern of the route, never the path: a path may hold a code or an identifier that is a secret. */
export const routeOf = (req: Request): string => {
  const path: unknown = req.route?.path
  return typeof path === 'string' ? req.baseUrl + path : '(none)'
}

function asRefusal(error: unknown): ProtocolError | undefined {
  if (error instanceof ProtocolError) return error
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined
  return new ProtocolError('invalid_request', 'the request cannot be read', { status, cause: error })
}

const told = ({ status, code, cause }: ProtocolError) => ({ status, error: code, cause: reason(cause) })

/**
 * The private half of a refusal, for the log. Only our own sentences are repeated: the message of any other error, for
 * example of JSON.parse, may quote what the other party sent.
 */
function reason(cause: unknown): string | undefined {
  if (cause instanceof CheckFailed || cause instanceof Indeterminate) return cause.message
  if (!(cause instanceof Error)) return undefined
  return 'issues' in cause && Array.isArray(cause.issues)
    ? `${cause.name}: ${cause.issues.map(issue).join(', ').slice(0, 300)}`
    : cause.name
}

const issue = (found: { path?: readonly PropertyKey[]; code?: string }): string =>
  `${(found.path ?? []).slice(0, 5).map(String).join('.')} ${found.code ?? ''}`
