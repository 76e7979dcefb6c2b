import type { RequestHandler } from 'express'
import type { LabContext } from '../context.ts'
import { landingModel } from '../landing-model.ts'
import { pageLanguage } from '../page-language.ts'
import { landingView } from '../views/landing-view.ts'

/** What the lab is, who runs there, and the stories with their failure cases. */
export const landing =
  ({ lab, development, baseUrl }: LabContext): RequestHandler =>
  (req, res) => {
    const language = pageLanguage(req, res, baseUrl)
    res.type('html').send(landingView(landingModel(lab.services, development), language).toString())
  }
