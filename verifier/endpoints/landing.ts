import type { RequestHandler } from 'express'
import type { VerifierContext } from '../context.ts'
import { landingModel } from '../models.ts'
import { landingView } from '../views/landing-view.ts'
import { verifierPage } from '../views/verifier-page.ts'
import { pageLanguage } from './page-language.ts'

/** Lab: the admissions desk says who it is, what it will ask and what it never asks. */
export const landing =
  (context: VerifierContext): RequestHandler =>
  (req, res) => {
    const language = pageLanguage(context, req, res)
    const { verifier } = context
    const page = {
      title: verifier.serviceName[language],
      lead: verifier.name[language],
      body: landingView(landingModel(context), language),
    }
    res
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(verifierPage(context, page, { language, path: '/' }).toString())
  }
