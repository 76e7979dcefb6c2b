import type { Localized } from '../base/localized.ts'
import type { NameDoubt } from './compare-names.ts'

/** What to look at when a comparison of names asks. */
export const nameDoubtWords: { readonly [Doubt in NameDoubt]: Localized } = {
  missing: {
    en: 'One of the names is missing',
    ja: '一方の氏名がありません',
    fr: 'L’un des noms manque',
  },
  scripts: {
    en: 'The names are written in two scripts; compare them with a document that shows both',
    ja: '氏名が異なる文字体系で書かれています。両方の表記がある書類で確認してください',
    fr: 'Les noms sont écrits dans deux alphabets ; comparez-les avec un document qui porte les deux',
  },
  order: {
    en: 'Family name and given name stand in a different order',
    ja: '姓と名の順序が異なります',
    fr: 'Le nom de famille et le prénom ne sont pas dans le même ordre',
  },
  undivided: {
    en: 'One name is a single string whose parts cannot be told apart for certain',
    ja: '一方の氏名は一つの文字列で、姓と名の区切りを確定できません',
    fr: 'L’un des noms est une seule chaîne dont les parties ne se distinguent pas avec certitude',
  },
  spelling: {
    en: 'The names agree but for their spelling (variant characters, accents, case, long vowels)',
    ja: '表記（異体字、アクセント記号、大文字・小文字、長音など）の違いを除いて一致します',
    fr: 'Les noms concordent à l’orthographe près (variantes de caractères, accents, casse, voyelles longues)',
  },
  more_parts: {
    en: 'One name has parts that the other lacks',
    ja: '一方の氏名にだけ含まれる部分があります',
    fr: 'L’un des noms comporte des éléments absents de l’autre',
  },
}
