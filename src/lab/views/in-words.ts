import type { Language } from '../../base/localized.ts'
import type { ServiceLink } from '../../html/jurisdiction-card.ts'
import { roleWords } from '../words.ts'
import type { ServiceModel } from './models.ts'

/** A service in one language. */
export const inWords = ({ kind, name, purpose, href, theme }: ServiceModel, language: Language): ServiceLink => ({
  kind,
  name: name[language],
  role: roleWords[kind][language],
  purpose: purpose[language],
  href,
  theme,
})
