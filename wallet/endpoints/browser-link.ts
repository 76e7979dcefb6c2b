import type { Request } from 'express'
import type { WalletContext } from '../context.ts'
import { basePath, bindBrowser, holdsSomething } from '../instances.ts'
import { linkView } from '../views/link-view.ts'
import { refuse } from '../wallet-errors.ts'
import { frameFor, sendPage } from './frame.ts'
import { pageEndpoint, type Holder } from './holder.ts'

/**
 * `GET /open/:link`: shows a wallet that was made by the API in this browser, once. A browser that would lose sight of
 * its own is asked first.
 */
export const browserLink = (context: WalletContext) =>
  pageEndpoint(context, async (holder, req, res) => {
    const link = linkIn(req)
    const reference = await context.records.browserLinks.peek(link)
    if (!reference) throw spent()
    if (await wouldLose(context, holder, reference.instanceId))
      return sendPage(res, linkView(await frameFor(context, holder, req, res), { link }))
    await open(context, link, context.session.start(res))
    res.redirect(303, `${basePath(context.baseUrl)}/`)
  })

/** `POST /open/:link`: the holder wants the other wallet. */
export const confirmBrowserLink = (context: WalletContext) =>
  pageEndpoint(context, async (_holder, req, res) => {
    await open(context, linkIn(req), context.session.start(res))
    res.redirect(303, `${basePath(context.baseUrl)}/`)
  })

const linkIn = (req: Request): string => String(req.params['link'])

/** A wallet made by the API can be opened by its link again; a browser's own could never be. */
const wouldLose = async ({ records }: WalletContext, { instanceId }: Holder, other: string): Promise<boolean> =>
  instanceId !== other && instanceId.startsWith('web_') && (await holdsSomething({ records }, instanceId))

/** The session's identifier is a fresh one: nobody can have known it before. */
async function open({ records }: WalletContext, link: string, sessionId: string): Promise<void> {
  const reference = await records.browserLinks.take(link)
  if (!reference) throw spent()
  await bindBrowser({ records }, sessionId, reference.instanceId)
}

const spent = () => refuse('link_used', 'The link was used or has ended: it opens a wallet once.', { status: 410 })
