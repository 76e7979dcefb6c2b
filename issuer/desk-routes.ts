import type { Route } from '../src/http/app.ts'
import { deskAccess } from '../src/http/desk-access.ts'
import { rateLimit } from '../src/http/rate-limit.ts'
import { formBody, jsonBody } from '../src/http/request-body.ts'
import { sameOrigin } from '../src/http/same-origin.ts'
import type { IssuerContext } from './context.ts'
import { deskCredentials, deskCredentialStatus } from './endpoints/desk-credentials.ts'
import { deskOffers } from './endpoints/desk-offers.ts'
import { deskIssuedPage, deskReviewForm, deskReviewsPage, deskStatusForm } from './endpoints/desk-pages.ts'
import { deskReviewDecision, deskReviews } from './endpoints/desk-reviews.ts'
import { deskLogIn, deskLogInPage, deskLogOut, officersOnly } from './endpoints/desk-session.ts'
import { limits } from './limits.ts'
import { get, post } from './route.ts'

/** The desk: an API for whoever brings its token, and the same as pages for officers who logged in with it. */
export function deskRoutes(context: IssuerContext): readonly Route[] {
  const { body, perMinute } = limits
  const desk = deskAccess(context.config.deskToken)
  const json = jsonBody({ maxBytes: body.desk, code: 'invalid_request' })
  const officers = officersOnly(context)
  const ownForm = sameOrigin(new URL(context.config.credentialIssuer))
  const form = formBody({ maxBytes: body.form, code: 'invalid_request' })
  const tries = rateLimit({ perMinute: perMinute.deskLogIn, code: 'too_many_requests' })
  return [
    post('/desk/offers', 'lab', desk, json, deskOffers(context)),
    get('/desk/credentials', 'lab', desk, deskCredentials(context)),
    post('/desk/credentials/:id/status', 'lab', desk, json, deskCredentialStatus(context)),
    get('/desk/reviews', 'lab', desk, deskReviews(context)),
    post('/desk/reviews/:id', 'lab', desk, json, deskReviewDecision(context)),

    get('/desk/log-in', 'lab', deskLogInPage(context)),
    post('/desk/log-in', 'lab', tries, ownForm, form, deskLogIn(context)),
    post('/desk/log-out', 'lab', ownForm, deskLogOut(context)),
    get('/desk', 'lab', officers, deskReviewsPage(context)),
    post('/desk/review-decisions', 'lab', ownForm, officers, form, deskReviewForm(context)),
    get('/desk/issued', 'lab', officers, deskIssuedPage(context)),
    post('/desk/status-changes', 'lab', ownForm, officers, form, deskStatusForm(context)),
  ]
}
