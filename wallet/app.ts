import type { Express, RequestHandler } from 'express'
import { makeApp, type Route } from '../src/http/app.ts'
import { deskAccess } from '../src/http/desk-access.ts'
import { rateLimit } from '../src/http/rate-limit.ts'
import { formBody, jsonBody } from '../src/http/request-body.ts'
import { sameOrigin } from '../src/http/same-origin.ts'
import { sharedRoutes } from '../src/http/shared-routes.ts'
import { assets } from '../src/html/assets.ts'
import type { WalletContext } from './context.ts'
import { browserLink, confirmBrowserLink } from './endpoints/browser-link.ts'
import { credentialPage, deleteForm, renewForm } from './endpoints/credential-pages.ts'
import { listCredentials, postDeletion, postRenewal, postTending } from './endpoints/credentials-api.ts'
import { errorPage } from './endpoints/error-page.ts'
import { getHistory, historyFile, historyPage } from './endpoints/history.ts'
import { home, openAddress, openPicture } from './endpoints/home.ts'
import { createInstance } from './endpoints/instances-api.ts'
import { acceptForm, callback, credentialOffer, dismissForm, offerPage } from './endpoints/offer-pages.ts'
import {
  acceptOfferByApi,
  getOffer,
  listIssuances,
  postDismissal,
  postIssuance,
  postOffer,
  postOfferPicture,
} from './endpoints/offers-api.ts'
import { approveForm, authorize, declineForm, presentationPage } from './endpoints/presentation-pages.ts'
import { getPresentation, postApproval, postDecline, postPresentation } from './endpoints/presentations-api.ts'
import { receiptForm, receiptsPage } from './endpoints/receipt-pages.ts'
import { listReceipts, postReceipt } from './endpoints/receipts-api.ts'
import { pictureBody } from './endpoints/uploaded-picture.ts'
import { basePath } from './instances.ts'
import { limits } from './limits.ts'

/** The wallet as an Express application, ready to be served. */
export const makeWalletApp = (context: WalletContext): Express =>
  makeApp({
    log: context.log,
    routes: walletRoutes(context),
    basePath: basePath(context.baseUrl),
    trustProxy: context.trustProxy ? 1 : false,
    errorPage: errorPage(context),
  })

/** Every endpoint: what other parties lead a browser to, the API, the pages. */
export function walletRoutes(context: WalletContext): readonly Route[] {
  const json = jsonBody({ maxBytes: limits.requestBody, code: 'invalid_request' })
  const form = formBody({ maxBytes: limits.requestBody, code: 'invalid_request' })
  const ownForm = sameOrigin(context.baseUrl)
  const asking = rateLimit({ perMinute: limits.perMinute.asking, code: 'too_many_requests' })
  const api = rateLimit({ perMinute: limits.perMinute.api, code: 'too_many_requests' })
  return [
    get(
      '/credential_offer',
      'OpenID4VCI 1.0 "Client Metadata", credential_offer_endpoint',
      asking,
      credentialOffer(context),
    ),
    get('/callback', 'RFC 6749 §4.1.2, RFC 9207 §2', asking, callback(context)),
    get('/authorize', 'OpenID4VP 1.0 "Authorization Request"', asking, authorize(context)),

    post('/api/instances', 'lab', deskAccess(context.adminToken), json, createInstance(context)),
    post('/api/offers', 'lab', api, json, postOffer(context)),
    post('/api/offers/picture', 'lab', asking, pictureBody, postOfferPicture(context)),
    post('/api/issuance', 'lab', api, json, postIssuance(context)),
    get('/api/issuances', 'lab', api, listIssuances(context)),
    get('/api/issuances/:id', 'lab', api, getOffer(context)),
    get('/api/offers/:id', 'lab', api, getOffer(context)),
    post('/api/offers/:id/accept', 'lab', api, json, acceptOfferByApi(context)),
    post('/api/offers/:id/dismiss', 'lab', api, postDismissal(context)),
    get('/api/credentials', 'lab', api, listCredentials(context)),
    post('/api/credentials/:id/renew', 'lab', asking, postRenewal(context)),
    post('/api/tend', 'lab', asking, json, postTending(context)),
    post('/api/credentials/:id/delete', 'lab', api, postDeletion(context)),
    post('/api/presentations', 'lab', api, json, postPresentation(context)),
    get('/api/presentations/:id', 'lab', api, getPresentation(context)),
    post('/api/presentations/:id/approve', 'lab', api, postApproval(context)),
    post('/api/presentations/:id/decline', 'lab', api, postDecline(context)),
    post('/api/receipts', 'lab', api, json, postReceipt(context)),
    get('/api/receipts', 'lab', api, listReceipts(context)),
    get('/api/history', 'lab', api, getHistory(context)),

    get('/', 'lab', asking, home(context)),
    post('/open', 'lab', asking, ownForm, form, openAddress(context)),
    post('/picture', 'lab', asking, ownForm, pictureBody, openPicture(context)),
    get('/open/:link', 'lab', asking, browserLink(context)),
    post('/open/:link', 'lab', asking, ownForm, confirmBrowserLink(context)),
    get('/offers/:id', 'lab', asking, offerPage(context)),
    post('/offers/:id/accept', 'lab', asking, ownForm, form, acceptForm(context)),
    post('/offers/:id/dismiss', 'lab', ownForm, dismissForm(context)),
    get('/credentials/:id', 'lab', credentialPage(context)),
    post('/credentials/:id/renew', 'lab', asking, ownForm, renewForm(context)),
    post('/credentials/:id/delete', 'lab', ownForm, deleteForm(context)),
    get('/presentations/:id', 'lab', presentationPage(context)),
    post('/presentations/:id/approve', 'lab', asking, ownForm, approveForm(context)),
    post('/presentations/:id/decline', 'lab', asking, ownForm, declineForm(context)),
    get('/history', 'lab', historyPage(context)),
    get('/history.json', 'lab', historyFile(context)),
    get('/receipts', 'lab', receiptsPage(context)),
    post('/receipts', 'lab', asking, ownForm, form, receiptForm(context)),

    ...sharedRoutes(assets),
  ]
}

const get = (path: string, spec: string, ...handlers: RequestHandler[]): Route => ({
  method: 'get',
  path,
  spec,
  handlers,
})
const post = (path: string, spec: string, ...handlers: RequestHandler[]): Route => ({
  method: 'post',
  path,
  spec,
  handlers,
})
