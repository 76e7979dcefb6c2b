import type { Language } from '../../base/localized.ts'
import { buttonForm } from '../../html/button-form.ts'
import { evidenceTag } from '../../html/evidence-tag.ts'
import { html, type Html } from '../../html/html.ts'
import { icon } from '../../html/icon.ts'
import { jurisdictionCard, serviceLink } from '../../html/jurisdiction-card.ts'
import { answerWords, crossingWords, evidenceTagMeanings } from '../../html/words.ts'
import { basis, faultGroups, labWords } from '../words.ts'
import { bridgeDrawing } from './bridge-drawing.ts'
import { inWords } from './in-words.ts'
import { labPage } from './lab-page.ts'
import type { DirectionModel, FaultModel, JurisdictionModel, LandingModel, StoryIntroduction } from './models.ts'

/** The laboratory's front page: what this is, who is there, the stories and their failure cases, and what is real. */
export const landingView = (model: LandingModel, language: Language): Html =>
  labPage(
    {
      title: labWords.hero[language],
      wide: true,
      heading: hero(model, language),
      body: html`${places(model, language)}
${model.stories.map((story) => storySection(story, model, language))}
${model.stories.map((story) => faultSection(story, model, language))}
${basisSection(language)}`,
    },
    { language, development: model.development },
  )

const hero = (model: LandingModel, language: Language): Html => html`<div class="hero">
<div class="hero-words">
<p class="hero-mark"><span lang="ja">架け橋</span> <span>${labWords.bridgeWord[language]}</span></p>
<h1>${labWords.hero[language]}</h1>
<p class="lead">${labWords.lead[language]}</p>
<p class="hero-memorandum">${icon('info')} <span>${labWords.memorandum[language]}</span></p>
<div class="actions">${model.stories.slice(0, 1).flatMap(({ scenario, directions }) =>
  directions.map(({ id, short, title }, index) => {
    const label = `${labWords.runStory[language]} ${short}`
    return buttonForm({
      action: model.runAction,
      label,
      primary: index === 0,
      fields: { scenario, direction: id, pace: 'whole' },
      describedAs: `${label}: ${title[language]}`,
    })
  }),
)}</div>
</div>
${fourQuestions(language)}
</div>`

const fourQuestions = (language: Language): Html => html`<section class="questions" aria-labelledby="questions">
<h2 id="questions">${labWords.fourAnswers[language]}</h2>
<ol>${(['technical', 'listStatus', 'legalStatus', 'policy'] as const).map(
  (answer) => html`<li><h3>${answerWords[answer].name[language]}</h3>
<p>${answerWords[answer].question[language]}</p></li>`,
)}</ol>
<p class="questions-foot">${labWords.fourAnswersLead[language]}</p>
</section>`

function places({ jurisdictions, wallet, walletProvider }: LandingModel, language: Language): Html {
  const [first, ...others] = jurisdictions
  return html`<section class="places" aria-labelledby="places">
<h2 id="places">${labWords.places[language]}</h2>
<p class="section-lead">${labWords.placesLead[language]}</p>
${first && bridgeDrawing(first.theme, others.at(-1)?.theme ?? first.theme, crossingWords.border[language])}
<div class="shores">
${first !== undefined && jurisdiction(first, language)}
<section class="between theme-ink"><h3>${labWords.between[language]}</h3>
<ul class="services">${[wallet, walletProvider].map((service) => serviceLink(inWords(service, language)))}</ul>
<p>${labWords.carried[language]}</p></section>
${others.map((other) => jurisdiction(other, language))}
</div>
</section>`
}

const jurisdiction = ({ code, name, theme, services }: JurisdictionModel, language: Language): Html =>
  jurisdictionCard({
    code,
    name: name[language],
    theme,
    services: services.map((service) => inWords(service, language)),
  })

const storySection = (story: StoryIntroduction, model: LandingModel, language: Language): Html =>
  html`<section class="story" aria-labelledby="story-${story.scenario}">
<h2 id="story-${story.scenario}"><span class="eyebrow">${labWords.story[language]}</span> ${story.title[language]}</h2>
<p class="section-lead">${story.summary[language]}</p>
<div class="directions">${story.directions.map((direction) => directionCard(direction, story, model, language))}</div>
</section>`

function directionCard(
  direction: DirectionModel,
  { scenario }: StoryIntroduction,
  { runAction }: LandingModel,
  language: Language,
): Html {
  const run = (pace: string, label: string, primary: boolean): Html =>
    buttonForm({
      action: runAction,
      label,
      primary,
      fields: { scenario, direction: direction.id, pace },
      describedAs: `${label}: ${direction.title[language]}`,
    })
  return html`<article class="direction theme-${direction.from}">
<p class="direction-way" aria-hidden="true"><span class="way-from theme-${direction.from}"></span>
<span class="way-to theme-${direction.to}"></span></p>
<h3>${direction.title[language]}</h3>
<p class="traveller"><span class="label">${labWords.traveller[language]}</span>
<span lang="${direction.traveller.lang}">${direction.traveller.name}</span></p>
<p>${direction.summary[language]}</p>
<div class="actions">${run('whole', labWords.runWhole[language], true)}
${run('step', labWords.stepByStep[language], false)}</div>
<details><summary>${labWords.byHand[language]}</summary>
<ol>${direction.byHand.map(({ label, href }) => html`<li><a href="${href}">${label[language]}</a></li>`)}</ol></details>
</article>`
}

function faultSection(story: StoryIntroduction, model: LandingModel, language: Language): Html {
  const named = new Set(faultGroups.flatMap(({ ids }) => ids))
  const groups = faultGroups.map(({ title, ids }, index) => ({
    title,
    faults: story.faults.filter(({ id }) => ids.includes(id) || (index === faultGroups.length - 1 && !named.has(id))),
  }))
  return html`<section class="faults" aria-labelledby="faults-${story.scenario}">
<h2 id="faults-${story.scenario}">${labWords.faults[language]}</h2>
<p class="section-lead">${labWords.faultsLead[language]}</p>
${groups
  .filter(({ faults }) => faults.length > 0)
  .map(({ title, faults }) => html`<div class="fault-group"><h3>${title[language]}</h3>
<ul class="fault-grid">${faults.map((fault) => faultCard(fault, story, model, language))}</ul></div>`)}
</section>`
}

const faultCard = (
  fault: FaultModel,
  { scenario, directions }: StoryIntroduction,
  { runAction }: LandingModel,
  language: Language,
): Html =>
  html`<li class="fault">
<h4>${fault.title[language]}</h4>
<p>${fault.explanation[language]}</p>
<div class="fault-runs"><span class="label" aria-hidden="true">${labWords.runFault[language]}</span>${directions
  .filter(({ id }) => fault.directions.includes(id))
  .map((direction) =>
    buttonForm({
      action: runAction,
      label: direction.short,
      fields: { scenario, direction: direction.id, pace: 'whole', fault: fault.id },
      describedAs: `${labWords.runFault[language]} ${direction.short}: ${fault.title[language]}`,
    }),
  )}</div>
</li>`

const basisSection = (language: Language): Html => html`<section class="basis" aria-labelledby="basis">
<h2 id="basis">${labWords.basis[language]}</h2>
<div class="basis-columns">${basis.map(
  ({ tag, statements }) => html`<section class="basis-${tag.toLowerCase()}">
<h3>${evidenceTag(tag, language)} <span>${evidenceTagMeanings[tag][language]}</span></h3>
<ul>${statements.map((statement) => html`<li>${statement[language]}</li>`)}</ul></section>`,
)}</div>
</section>`
