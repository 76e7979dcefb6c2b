import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { bearerToken } from '../../src/http/desk-access.ts'
import { singleHeader } from '../../src/http/single-header.ts'
import type { WalletContext } from '../context.ts'
import { instanceOfBrowser, instanceOfToken } from '../instances.ts'
import { refuse } from '../wallet-errors.ts'

/** Whose wallet a request is about: the API's token says it, or the browser's session. */
export interface Holder {
  readonly instanceId: string
}

type Handler = (holder: Holder, req: Request, res: Response) => Promise<void>

/** An endpoint of the API: nobody's wallet is touched before the token is known. */
export const apiEndpoint =
  (context: WalletContext, handler: Handler): RequestHandler =>
  async (req, res) => {
    res.set('Cache-Control', 'no-store')
    const token = bearerToken(singleHeader(req, 'Authorization'))
    await handler({ instanceId: await instanceOfToken(context, token) }, req, res)
  }

/** A page, or a form of one. A first visit makes the session. */
export const pageEndpoint =
  (context: WalletContext, handler: Handler): RequestHandler =>
  async (req, res) => {
    res.set('Cache-Control', 'no-store')
    await handler({ instanceId: await instanceOfBrowser(context, context.session.ensure(req, res)) }, req, res)
  }

/** The `:id` of the path. */
export const idIn = (req: Request): string => String(req.params['id'])

/** What a body or a query must be; every fault with its place. @throws ProtocolError `invalid_request` */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.map(String).join('.') || 'body'}: ${message}`)
  throw refuse('invalid_request', faults.join('; '), { cause: parsed.error })
}
