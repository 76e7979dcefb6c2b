import type { EvidenceTag } from '../base/evidence-tag.ts'
import type { Language } from '../base/localized.ts'
import { html, type Html } from './html.ts'
import { evidenceTagMeanings, evidenceTagWords } from './words.ts'

/** What a statement rests on: a source, general knowledge, this laboratory's invention, or nothing settled yet. */
export const evidenceTag = (tag: EvidenceTag, language: Language): Html =>
  html`<abbr class="evidence-tag tag-${tag.toLowerCase()}" title="${evidenceTagMeanings[tag][language]}">${
    evidenceTagWords[tag][language]}</abbr>`
