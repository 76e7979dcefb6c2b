import express, { type Request, type RequestHandler } from 'express'
import { limits } from '../limits.ts'
import { refuse } from '../wallet-errors.ts'

/** Reads the body of a form with a picture, or of a picture alone, into `req.body`: its bytes. */
export const pictureBody: RequestHandler = (req, res, next) => {
  const raw = express.raw({ type: () => true, limit: limits.picture + 16_384, inflate: false })
  raw(req, res, (error?: unknown) => {
    if (error === undefined) return next()
    const tooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large'
    next(refuse('not_a_qr_code', tooLarge ? 'The picture is too large.' : 'The picture cannot be read.', { status: tooLarge ? 413 : 400, cause: error }))
  })
}

/**
 * The picture in a request: the body itself, or the field `picture` of a `multipart/form-data` form (RFC 7578).
 *
 * @throws ProtocolError `invalid_request`
 */
export async function pictureIn(req: Request): Promise<Uint8Array> {
  const contentType = req.headers['content-type'] ?? ''
  const body = req.body instanceof Uint8Array ? req.body : new Uint8Array()
  if (/^image\/(png|jpeg)\b/i.test(contentType)) return body
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    throw refuse('invalid_request', 'Send a picture as image/png or image/jpeg, or in a multipart/form-data form.')
  }
  const picture = await fieldOf(body, contentType)
  if (typeof picture !== 'object' || picture === null) throw refuse('invalid_request', 'The form has no picture.')
  return new Uint8Array(await picture.arrayBuffer())
}

async function fieldOf(body: Uint8Array, contentType: string) {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
    return form.get('picture')
  } catch (error) {
    throw refuse('invalid_request', 'The form cannot be read.', { cause: error })
  }
}
