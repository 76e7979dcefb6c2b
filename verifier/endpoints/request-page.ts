import type { RequestHandler } from 'express'
import { equalSecrets } from '../../src/base/bytes.ts'
import { ProtocolError } from '../../src/base/errors.ts'
import { singleQuery } from '../../src/http/single-query.ts'
import type { VerifierContext } from '../context.ts'
import { requestModel } from '../models.ts'
import { browserHash, requestOf } from '../presentation-request.ts'
import { bindToBrowser, type RequestRecord } from '../request-record.ts'
import { requestView } from '../views/request-view.ts'
import { verifierPage } from '../views/verifier-page.ts'
import { requestWords } from '../words.ts'
import { pageLanguage } from './page-language.ts'

/** Lab: the page of one request, for the browser that started it. With `start` it becomes the browser that did. */
export const requestPage =
  (context: VerifierContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    const { baseUrl, session } = context
    const { id } = req.params
    const start = singleQuery(req, 'start')
    if (start !== undefined) {
      if ((await context.browserLinks.take(start)) !== id) throw otherBrowser()
      await bindToBrowser(context.requests, id, browserHash(session.ensure(req, res)))
      return void res.set('Cache-Control', 'no-store').redirect(303, `${baseUrl}/requests/${id}`)
    }
    const record = await requestOf(context, id)
    if (!isOwn(record, session.idOf(req))) throw otherBrowser()
    const language = pageLanguage(context, req, res)
    const page = {
      title: requestWords.title[language],
      lead: requestWords.lead[language],
      body: requestView(requestModel(context, record), language),
    }
    res
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(verifierPage(context, page, { language, path: `/requests/${id}` }).toString())
  }

/** Whether this browser is the one that the request belongs to. */
export const isOwn = ({ browser }: RequestRecord, session: string | undefined): boolean =>
  session !== undefined && equalSecrets(browser, browserHash(session))

export const otherBrowser = (): ProtocolError =>
  new ProtocolError('other_browser', 'this page belongs to the browser in which the request was started', {
    status: 403,
  })
