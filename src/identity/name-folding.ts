import { foldIdeographs } from './ideograph-variants.ts'

/**
 * Ways in which registers, machine-readable zones and keyboards write one name differently. A folding is for comparing
 * only and never shown; two names that agree after one are put before a person, never taken as the same.
 */
export const nameFoldings = {
  /** MUELLER and Mueller. */
  case: (name: string) => name.toLowerCase().replaceAll('ß', 'ss').replaceAll('ς', 'σ'),
  /** Full-width Latin, half-width katakana: only the block of width variants, never NFKC on a whole name. */
  width: (name: string) => name.replace(/[\uff00-\uffef]+/g, (run) => run.normalize('NFKC')),
  /** Variation selectors and compatibility ideographs. */
  glyph: (name: string) => name.replace(/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, '').normalize('NFC'),
  /** 渡邊 and 渡辺. */
  ideograph: foldIdeographs,
  /** 佐々木 and 佐佐木. */
  iteration: (name: string) => name.replace(/(\p{Script=Han})々/gu, '$1$1'),
  /** 三ヶ島 and 三ケ島, はなこ and ハナコ. */
  kana: (name: string) =>
    name.replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60)).replace(/[ヶヵガ](?=\p{Script=Han})/gu, 'ケ'),
  /** Anne-Marie and Anne Marie, O’Neill and ONeill. */
  punctuation: (name: string) => name.replace(/[\p{P}\p{Zs}\p{Sk}]/gu, ''),
  /** Zoé and Zoe. */
  diacritics: (name: string) => name.replace(/[\p{Script=Latin}\p{Script=Greek}]\p{M}*/gu, bare).replace(/[øłđðı]/g, strokeless),
  /** MUELLER and MULLER, both for Müller: ICAO Doc 9303-3 "Transliteration" lets states choose. After `diacritics`. */
  machineReadable: (name: string) =>
    name.replaceAll('æ', 'ae').replaceAll('œ', 'oe').replaceAll('þ', 'th').replace(/([aou])e/g, '$1').replaceAll('aa', 'a'),
  /** ONO and OHNO, SATO and SATOU; Latin letters only. */
  longVowel: (name: string) => name.replace(/oh(?![aeiouy])/g, 'o').replace(/o[ou]/g, 'o').replace(/uu/g, 'u'),
  /** NAMBA and NANBA, HATCHO and HACCHO, SHI and SI: one reading, several romanisations. */
  romanisation: (name: string) =>
    name
      .replace(/m(?=[bmp])/g, 'n').replaceAll('cch', 'tch').replaceAll('chi', 'ti').replaceAll('ch', 'ty')
      .replaceAll('shi', 'si').replaceAll('sh', 'sy').replaceAll('tsu', 'tu').replaceAll('fu', 'hu').replaceAll('ji', 'zi')
      .replace(/jy?/g, 'zy'),
} as const satisfies { readonly [name: string]: (name: string) => string }
export type NameFolding = keyof typeof nameFoldings

const bare = (letter: string): string => letter.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
const strokeless = (letter: string): string => ({ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i' })[letter] ?? letter
