import type { Language } from '../../src/base/localized.ts'
import { html, type Html } from '../../src/html/html.ts'
import type { Definition } from '../../src/html/definition-list.ts'
import { clientWords } from '../authorization-words.ts'

/** Who asks, as far as it was proved. */
export interface ClientModel {
  /** Attested by the wallet's provider, or as registered; null if it has none. */
  readonly name: string | null
  readonly clientId: string
  /** Host, or scheme, of the redirect URI. */
  readonly returnsTo: string
}

export const clientDefinitions = (
  { name, clientId, returnsTo }: ClientModel,
  language: Language,
): readonly Definition[] => [
  { term: clientWords.wallet[language], value: name ?? clientWords.unnamed[language] },
  { term: clientWords.clientId[language], value: code(clientId) },
  { term: clientWords.returnsTo[language], value: code(returnsTo) },
]

const code = (text: string): Html => html`<code>${text}</code>`
