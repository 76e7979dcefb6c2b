import express, { type Request, type RequestHandler } from 'express'
import { fromUtf8 } from '../base/bytes.ts'
import { ProtocolError } from '../base/errors.ts'
import { parseJsonText } from './json-text.ts'
import { checkPercentEncoding, checkText } from './well-formed-text.ts'

interface BodyRules {
  readonly maxBytes: number
  /** The error code that the endpoint's specification has for a request it cannot read. */
  readonly code: string
}

/**
 * Reads an `application/x-www-form-urlencoded` body into `req.body`: a plain object without prototype, of strings. A
 * repeated parameter is refused — RFC 6749 §3.2: parameters must not be included more than once.
 */
export const formBody = (rules: BodyRules): RequestHandler =>
  readBody({ ...rules, contentType: 'application/x-www-form-urlencoded' }, formParameters)

/** Reads an `application/json` body into `req.body`: whatever JSON value {@link parseJsonText} takes. */
export const jsonBody = (rules: BodyRules): RequestHandler =>
  readBody({ ...rules, contentType: 'application/json' }, parseJsonText)

/** Reads a body of one media type, for example `application/jwt`, into `req.body`: a string. */
export const textBody = (rules: BodyRules & { readonly contentType: string }): RequestHandler =>
  readBody(rules, (text) => text)

/**
 * Reads a body as UTF-8. It answers with the endpoint's code: 400 for another content type or charset, a compressed or
 * a malformed body, 413 for one longer than `maxBytes`.
 */
function readBody(
  { maxBytes, code, contentType }: BodyRules & { contentType: string },
  parse: (text: string) => unknown,
) {
  const raw = express.raw({ type: () => true, limit: maxBytes, inflate: false })
  const refuse = (description: string, cause?: unknown, status = 400) =>
    new ProtocolError(code, description, { status, cause })
  const handler: RequestHandler = (req, res, next) => {
    if (mediaType(req) !== contentType) throw refuse(`send the body as ${contentType}`)
    if (!isUtf8(req)) throw refuse('send the body in UTF-8')
    raw(req, res, (error?: unknown) => {
      if (isTooLarge(error)) return next(refuse(`the body may have at most ${maxBytes} bytes`, error, 413))
      if (error !== undefined) return next(refuse('the body cannot be read; send it whole and uncompressed', error))
      try {
        req.body = parse(decode(req.body))
      } catch (cause) {
        return next(
          refuse(
            cause instanceof SyntaxError ? `the body is refused: ${cause.message}` : 'the body is not UTF-8',
            cause,
          ),
        )
      }
      next()
    })
  }
  return handler
}

const mediaType = (req: Request): string => (req.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase()

/** RFC 8259 and the WHATWG URL standard know only UTF-8; a `charset` that says so is harmless. */
function isUtf8(req: Request): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(req.headers['content-type'] ?? '')?.[1]
  return charset === undefined || charset.toLowerCase() === 'utf-8'
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && error.type === 'entity.too.large'

const decode = (body: unknown): string => (body instanceof Uint8Array ? fromUtf8(body) : '')

function formParameters(text: string): Record<string, string> {
  const parameters: Record<string, string> = Object.create(null)
  checkPercentEncoding(text)
  for (const [name, value] of new URLSearchParams(text)) {
    checkText(name)
    checkText(value)
    if (name in parameters) throw new SyntaxError('a parameter is repeated')
    parameters[name] = value
  }
  return parameters
}
