import { showPath } from '../../src/base/claims-path.ts'
import type { Language } from '../../src/base/localized.ts'
import { definitionList } from '../../src/html/definition-list.ts'
import { listTones } from '../../src/html/four-answers-view.ts'
import { html, type Html, type HtmlPart } from '../../src/html/html.ts'
import { say } from '../../src/html/language.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { toneMark } from '../../src/html/outcome-mark.ts'
import { credentialWords, listStatusWords } from '../../src/html/words.ts'
import { consentWords, retentionText } from '../consent-words.ts'
import type { ConsentModel, SharedCredential } from './consent-content.ts'
import { namedView, valueView } from './named-view.ts'

export const verifierPanel = ({ verifier }: ConsentModel, language: Language): Html =>
  panel(
    consentWords.who[language],
    html`<p><strong>${verifier.name}</strong></p>
<p class="muted">${consentWords.nameNote[language]}</p>
${definitionList([
  { term: consentWords.legalName[language], value: verifier.legalName !== verifier.name && verifier.legalName },
  { term: consentWords.identifier[language], value: html`<code>${verifier.identifier}</code>` },
  {
    term: consentWords.place[language],
    value: html`${say(verifier.place, language)}${verifier.country !== undefined && html` (${verifier.country})`}`,
  },
  {
    term: consentWords.listEntry[language],
    value: html`${toneMark(listTones[verifier.listStatus], listStatusWords[verifier.listStatus][language])}
<span class="muted" lang="en">${verifier.listedAs} · ${verifier.list}${verifier.sequenceNumber > 0 && `, #${verifier.sequenceNumber}`}</span>`,
  },
])}`,
  )

export const purposePanel = ({ purpose, privacyPolicy, support }: ConsentModel, language: Language): Html =>
  panel(
    consentWords.purpose[language],
    html`${purpose.name && html`<p><strong>${purpose.name[language]}</strong></p>`}
${definitionList([
  { term: consentWords.registeredPurpose[language], value: namedView(purpose.names, language, '–') },
  {
    term: consentWords.description[language],
    value: purpose.description.length > 0 && namedView(purpose.description, language, ''),
  },
  {
    term: consentWords.retention[language],
    value:
      purpose.retentionDays === undefined
        ? consentWords.retentionUnknown[language]
        : retentionText(purpose.retentionDays)[language],
  },
  {
    term: consentWords.privacyPolicy[language],
    value:
      privacyPolicy !== undefined && html`<a href="${privacyPolicy}" rel="noreferrer noopener">${privacyPolicy}</a>`,
  },
  {
    term: consentWords.contact[language],
    value: support !== undefined && html`<a href="${support}" rel="noreferrer noopener">${support}</a>`,
  },
])}`,
  )

export const sharesPanel = ({ shares, portrait }: ConsentModel, language: Language): Html =>
  panel(
    consentWords.shares[language],
    html`${portrait && noticeView('warning', consentWords.portraitWarning[language], { language })}
${shares.map(
  (share) => html`<h3>${namedView(share.names, language, share.query)}</h3>
<p class="muted">${labelled(consentWords.from[language], language)}${namedView(share.issuerNames, language, '')}</p>
${warnings(share, language)}
${definitionList(
  share.claims.map(({ path, names, value }) => ({
    term: namedView(names, language, showPath(path)),
    value: html`<strong>${valueView(value, share.issuersLanguage, language)}</strong>`,
  })),
)}
${
  share.alsoVisible.length > 0 &&
  html`<details><summary>${consentWords.inTheClear[language]}</summary>${definitionList(
    share.alsoVisible.map(({ path, names, value }) => ({
      term: namedView(names, language, showPath(path)),
      value: valueView(value, share.issuersLanguage, language),
    })),
    'compact',
  )}</details>`
}`,
)}
<p class="muted">${consentWords.alsoVisible[language]}</p>`,
  )

/** What the verifier will find wrong with it. The holder may go on: the verifier decides. */
const warnings = ({ state, listStatus }: SharedCredential, language: Language): Html | false =>
  (state !== 'valid' || listStatus !== 'granted') &&
  noticeView(
    'warning',
    html`<p>${[
      listStatus !== 'granted' &&
        toneMark(listTones[listStatus], listStatusWords[listStatus][language]),
      state !== 'valid' &&
        html` ${toneMark(state === 'unknown' || state === 'notYetValid' ? 'unsure' : 'bad', credentialWords[state][language])}`,
    ]}</p><p>${consentWords.mayBeRefused[language]}</p>`,
    { language },
  )

export const withheldPanel = ({ withheld }: ConsentModel, language: Language): Html =>
  panel(
    consentWords.withheld[language],
    html`${withheld.every(({ claims }) => claims.length === 0) && html`<p>${consentWords.nothingWithheld[language]}</p>`}
${withheld
  .filter(({ claims }) => claims.length > 0)
  .map(
    ({ names, claims }) => html`<h3>${namedView(names, language, '')}</h3>
<ul class="chips">${claims.map((claim) => html`<li>${namedView(claim.names, language, showPath(claim.path))}</li>`)}</ul>`,
  )}`,
  )

export const groundsPanel = ({ grounds }: ConsentModel, language: Language): Html | false =>
  grounds.length > 0 &&
  html`<div class="columns">
${panel(
  consentWords.basis[language],
  html`${grounds.map(
    ({ from, to, transfer }) => html`
<p class="label">${say(from, language)} → ${say(to, language)}</p>
${
  transfer === undefined
    ? html`<p>${consentWords.sameSide[language]}</p>`
    : html`<p>${!transfer.allowed && html`<strong>${consentWords.basisBlocked[language]}</strong> `}${transfer.basis[language]}</p>
<p class="muted">${consentWords.rule[language]} <code>${transfer.rule}</code> · <cite>${transfer.source}</cite></p>`
}`,
  )}`,
)}
${panel(
  consentWords.worth[language],
  html`${grounds.map(({ crossesBorder, reliance }) =>
    crossesBorder
      ? html`<p>${consentWords.noLegalEffect[language]}</p>
${definitionList(
  reliance.map(({ credential, rule, comparableTo }) => ({
    term: namedView(credential, language, ''),
    value:
      rule === undefined
        ? consentWords.noRule[language]
        : html`${consentWords.reliedOn[language]} <code>${rule}</code>${comparableTo && html`<br>${labelled(consentWords.countsAs[language], language)}${comparableTo[language]}`}`,
  })),
)}`
      : html`<p>${consentWords.sameSide[language]}</p>`,
  )}`,
)}
</div>`

export const panel = (heading: HtmlPart, body: Html): Html =>
  html`<section class="panel"><h2>${heading}</h2>${body}</section>`

/** A label before its value, with the colon as each language sets it. */
const labelled = (label: string, language: Language): string => label + { en: ': ', ja: '：', fr: '\u00a0: ' }[language]
