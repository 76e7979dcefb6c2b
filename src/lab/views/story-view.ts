import type { Language } from '../../base/localized.ts'
import { buttonForm, buttonLink } from '../../html/button-form.ts'
import { crossingDiagram, type Crossing } from '../../html/crossing-diagram.ts'
import { decisionView, reasonsView } from '../../html/decision-view.ts'
import { definitionList } from '../../html/definition-list.ts'
import { disclosureView } from '../../html/disclosure-view.ts'
import { fourAnswersView } from '../../html/four-answers-view.ts'
import { html, type Html } from '../../html/html.ts'
import { serviceLink } from '../../html/jurisdiction-card.ts'
import { say } from '../../html/language.ts'
import { noticeView } from '../../html/notice-view.ts'
import { receiptView } from '../../html/receipt-view.ts'
import { reportView } from '../../html/report-view.ts'
import { stepsView } from '../../html/steps-view.ts'
import { labWords } from '../words.ts'
import { inWords } from './in-words.ts'
import { labPage } from './lab-page.ts'
import type { CrossingModel, StationModel, StoryModel, StoryResult, StoryStep } from './models.ts'

/** One run of a story: its steps while it is on its way; when it has ended, the result, and the steps under it. */
export const storyView = (model: StoryModel, language: Language): Html =>
  labPage(
    {
      title: `${model.title[language]}: ${model.direction.title[language]}`,
      wide: true,
      heading: heading(model, language),
      body: html`${crossingDiagram(inOneLanguage(model.crossing, language), language)}
${model.result !== undefined && resultSection(model.result, language)}
${stepsSection(model, language)}
${servicesSection(model, language)}
${nextSection(model, language)}`,
    },
    { language, development: model.development },
  )

const heading = ({ title, direction, fault, landingHref }: StoryModel, language: Language): Html =>
  html`<div class="page-heading story-heading">
<p class="crumb"><a href="${landingHref}">${labWords.backToLab[language]}</a></p>
<h1><span class="eyebrow">${title[language]}</span> ${direction.title[language]}</h1>
${fault !== undefined &&
    html`<div class="story-fault"><p class="fault-tag">${labWords.fault[language]}</p>
<div><p><strong>${fault.title[language]}</strong></p><p>${fault.explanation[language]}</p></div></div>`}
</div>`

const resultSection = (result: StoryResult, language: Language): Html =>
  html`<section class="result" aria-labelledby="result">
<h2 id="result">${labWords.result[language]}</h2>
${decisionView(result.decision, language)}
${fourAnswersView(result.decision, language, result.statusNames)}
${expectation(result, language)}
${reasonsView(result.decision.reasons, language)}
<h2>${labWords.crossed[language]}</h2>
${disclosureView({ crossed: result.disclosed, stayed: result.withheld }, language)}
${result.receipt !== undefined && receiptView(result.receipt, language)}
${reportView(result.rows, language, result.groupNames)}
</section>`

const expectation = ({ asExpected, expectation }: StoryResult, language: Language): Html =>
  asExpected
    ? noticeView('info', expectation[language], { title: labWords.asExpected[language] })
    : noticeView('error', expectation[language], { title: labWords.notAsExpected[language] })

const stepsSection = (model: StoryModel, language: Language): Html =>
  html`<section class="story-steps" aria-labelledby="steps">
<h2 id="steps">${(model.result === undefined ? labWords.steps : labWords.howItCame)[language]}</h2>
${stepsView(
  model.steps.map((step) => ({
    id: step.id,
    title: step.title[language],
    state: step.state,
    ...(step.detail !== undefined && { text: say(step.detail, language) }),
    ...(model.stepAction !== undefined && { button: { action: model.stepAction, label: labWords.nextStep[language] } }),
    result: stepResult(step, language),
  })),
  language,
)}
${model.restAction !== undefined &&
    html`<div class="actions">${buttonForm({ action: model.restAction, label: labWords.runRest[language] })}</div>`}
</section>`

const stepResult = ({ facts, links }: StoryStep, language: Language): Html => {
  const definitions = facts.map(({ label, value, lang }) => ({ term: label[language], value, lang }))
  const entries = links.map(({ label, href }) => html`<li><a href="${href}">${say(label, language)}</a></li>`)
  return html`${definitions.length > 0 && definitionList(definitions, 'compact')}${
    entries.length > 0 && html`<ul class="step-links">${entries}</ul>`}`
}

const servicesSection = ({ services }: StoryModel, language: Language): Html =>
  html`<section aria-labelledby="services">
<h2 id="services">${labWords.realPages[language]}</h2>
<p class="section-lead">${labWords.realPagesLead[language]}</p>
<ul class="services service-grid">${services.map((service) => serviceLink(inWords(service, language)))}</ul>
</section>`

const nextSection = ({ next, scenario, runAction, landingHref, result }: StoryModel, language: Language): Html =>
  html`<section aria-labelledby="next">
<h2 id="next">${labWords.whatNext[language]}</h2>
<div class="actions">${next.map(({ label, direction, fault }, index) =>
  buttonForm({
    action: runAction,
    label: label[language],
    primary: index === 0 && result !== undefined,
    fields: { scenario, direction, pace: 'whole', ...(fault !== undefined && { fault }) },
  }),
)}${buttonLink(landingHref, labWords.backToLab[language])}</div>
</section>`

const inOneLanguage = (crossing: CrossingModel, language: Language): Crossing => ({
  issuer: { ...station(crossing.issuer, language), theme: crossing.issuer.theme },
  wallet: { ...station(crossing.wallet, language), theme: crossing.wallet.theme, bypassed: crossing.wallet.bypassed },
  border: station(crossing.border, language),
  verifier: { ...station(crossing.verifier, language), theme: crossing.verifier.theme },
  reached: crossing.reached,
})

const station = ({ name, note, tone }: Omit<StationModel, 'theme'>, language: Language): Crossing['border'] => ({
  name: name[language],
  ...(note !== undefined && { note: note[language] }),
  ...(tone !== undefined && { tone }),
})
