const scripts: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Greek}/u, 'el'],
]

/** BCP 47 tag by which a name in another script is read aloud and set; undefined for Latin letters. */
export const languageOfName = (name: string): string | undefined => scripts.find(([script]) => script.test(name))?.[1]
