import type { EvidenceTag } from '../base/evidence-tag.ts'
import type { Language, Localized } from '../base/localized.ts'
import type { EpochSeconds } from '../base/time.ts'
import { codeView } from './code-view.ts'
import { definitionList } from './definition-list.ts'
import { evidenceTag } from './evidence-tag.ts'
import { html, type Html } from './html.ts'
import { say } from './language.ts'
import { mark } from './mark.ts'
import { timeView } from './time-view.ts'
import { modeWords, receiptWords } from './words.ts'

/** What a receipt says, ready for reading. */
export interface ReceiptModel {
  readonly purpose: Localized | string
  readonly legalBasis: {
    /** `L4` */
    readonly id: string
    readonly text?: Localized | string | undefined
    readonly source?: string | undefined
    readonly tag?: EvidenceTag | undefined
  }
  /** `holder_direct`, `controller_transfer` or `onward_transfer`. */
  readonly mode: string
  readonly recipient: Localized | string
  readonly recipientSector?: Localized | string | undefined
  readonly requested: readonly string[]
  readonly disclosed: readonly string[]
  readonly withheld: readonly string[]
  readonly retention: Localized | string
  readonly onward?: Localized | string | undefined
  readonly at: EpochSeconds
  readonly signedBy: string
  /** The signed form, for whoever wants to check it. */
  readonly jwt?: string | undefined
}

/** The receipt that holder and verifier both keep. */
export const receiptView = (receipt: ReceiptModel, language: Language): Html => html`<article class="receipt">
<header>${mark}<h3>${receiptWords.heading[language]}</h3><p>${timeView(receipt.at, language)}</p></header>
${definitionList([
  { term: receiptWords.purpose[language], value: say(receipt.purpose, language) },
  { term: receiptWords.legalBasis[language], value: basis(receipt, language) },
  { term: receiptWords.mode[language], value: mode(receipt, language) },
  { term: receiptWords.recipient[language], value: recipient(receipt, language) },
  { term: receiptWords.requested[language], value: paths(receipt.requested, language) },
  { term: receiptWords.disclosed[language], value: paths(receipt.disclosed, language) },
  { term: receiptWords.withheld[language], value: paths(receipt.withheld, language) },
  { term: receiptWords.retention[language], value: say(receipt.retention, language) },
  { term: receiptWords.onward[language], value: say(receipt.onward ?? receiptWords.onwardNone, language) },
  { term: receiptWords.signedBy[language], value: receipt.signedBy },
])}
${receipt.jwt !== undefined && signedForm(receipt.jwt, receiptWords.signed[language])}
</article>`

const signedForm = (jwt: string, label: string): Html =>
  html`<details><summary>${label}</summary>${codeView(jwt, label)}</details>`

const mode = ({ mode }: ReceiptModel, language: Language): Html =>
  html`${modeWords[mode]?.[language]} <code>${mode}</code>`

const basis = ({ legalBasis }: ReceiptModel, language: Language): Html => html`<code>${legalBasis.id}</code> ${
  legalBasis.text !== undefined && say(legalBasis.text, language)} ${
  legalBasis.tag !== undefined && evidenceTag(legalBasis.tag, language)} ${
  legalBasis.source !== undefined && html`<cite>${legalBasis.source}</cite>`}`

const recipient = ({ recipient, recipientSector }: ReceiptModel, language: Language): Html =>
  html`${say(recipient, language)}${
    recipientSector !== undefined && html` <span class="muted">${say(recipientSector, language)}</span>`}`

const paths = (names: readonly string[], language: Language): Html =>
  names.length === 0
    ? html`<span class="muted">${receiptWords.none[language]}</span>`
    : html`<ul class="chips">${names.map((name) => html`<li><code>${name}</code></li>`)}</ul>`
