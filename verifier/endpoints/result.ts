import type { RequestHandler } from 'express'
import { equalSecrets, sha256Base64url } from '../../src/base/bytes.ts'
import { singleQuery } from '../../src/http/single-query.ts'
import { refuse } from '../../src/openid4vp/authorization-error.ts'
import type { VerifierContext } from '../context.ts'
import { resultModel } from '../models.ts'
import { requestOf } from '../presentation-request.ts'
import { markReturned, type RequestRecord } from '../request-record.ts'
import { declinedView, resultView } from '../views/result-view.ts'
import { verifierPage } from '../views/verifier-page.ts'
import { resultWords } from '../words.ts'
import { isOwn, otherBrowser } from './request-page.ts'
import { pageLanguage } from './page-language.ts'

/**
 * OpenID4VP 1.0 "Session Fixation", HAIP 1.0 "OpenID for Verifiable Presentations via Redirects": the browser comes back with the response code. Only in the browser that
 * started the request does the presentation count, and only there is its result shown.
 */
export const result =
  (context: VerifierContext): RequestHandler =>
  async (req, res) => {
    const responseCode = singleQuery(req, 'response_code')
    if (responseCode === undefined) throw refuse('invalid_request', 'response_code is missing')
    const found = await recordOf(context, responseCode)
    if (!isOwn(found, context.session.idOf(req))) throw otherBrowser()

    const record = (await markReturned(context.requests, found.id, context.clock.now())) ?? found
    const language = pageLanguage(context, req, res)
    const { outcome } = record
    const body =
      outcome?.kind === 'answered'
        ? resultView(resultModel(context, record, outcome), language)
        : declinedView(outcome?.error, context.baseUrl, language)
    const page = { title: resultWords.title[language], body, wide: true }
    const path = `/result?response_code=${encodeURIComponent(responseCode)}`
    res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).type('html')
    res.send(verifierPage(context, page, { language, path }).toString())
  }

/** @throws ProtocolError `not_found` for a code that no answer of ours has */
async function recordOf(context: VerifierContext, responseCode: string): Promise<RequestRecord> {
  const hash = sha256Base64url(responseCode)
  const id = await context.responseCodes.get(hash)
  const record = id === undefined ? undefined : await requestOf(context, id)
  if (!record?.outcome || !equalSecrets(record.outcome.responseCodeHash, hash))
    throw refuse('not_found', 'no answer has this response code')
  return record
}
