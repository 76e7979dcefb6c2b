import { describe, expect, test } from 'vitest'
import { compareNames, type NameDoubt, type NameVerdict, type PersonName } from '../../src/identity/compare-names.ts'
import { comparePersons } from '../../src/identity/compare-persons.ts'
import { nameDoubts } from '../../src/identity/compare-names.ts'
import { nameDoubtWords } from '../../src/identity/name-doubt-words.ts'
import { scriptOf } from '../../src/identity/scripts.ts'

/** `家|名` is a name in parts, a text without a bar is one string. */
const name = (text: string): PersonName => {
  const [family, given] = text.split('|')
  return given === undefined ? { form: 'single', full: text } : { form: 'parts', family: family!, given }
}

const same: readonly (readonly [string, string])[] = [
  ['見本|花子', '見本|花子'],
  ['見本　花子', '見本|花子'],
  ['見本　花子', '見本　花子'],
  ['Musterfrau|Zoé', 'Musterfrau|Zoé'],
  ['Musterfrau|Zoé', 'Musterfrau|Zoe\u0301'],
  ['Μούστερφραου|Ζωή', 'Μούστερφραου|Ζωή'],
  ['ガ|ア', 'カ\u3099|ア'],
]

const ask: readonly (readonly [string, string, NameDoubt])[] = [
  // two scripts
  ['見本　花子', 'MIHON|Hanako', 'scripts'],
  ['見本|花子', 'MIHON|Hanako', 'scripts'],
  ['見本|花子', 'ミホン|ハナコ', 'scripts'],
  ['Musterfrau|Zoé', 'Μούστερφραου|Ζωή', 'scripts'],
  ['Иванова|Мария', 'IVANOVA|Mariia', 'scripts'],
  ['김|하나', 'KIM|Hana', 'scripts'],
  ['김|하나', '金|하나', 'scripts'],
  ['ジョン|SMITH', 'JOHN|SMITH', 'scripts'],
  ['สมชาย|ใจดี', 'محمد|علي', 'scripts'],
  ['1234|5678', '1234|5679', 'scripts'],
  // variant characters
  ['渡辺|花子', '渡邊|花子', 'spelling'],
  ['渡辺|花子', '渡邉|花子', 'spelling'],
  ['渡邊|花子', '渡邉|花子', 'spelling'],
  ['斎藤|一', '齋藤|一', 'spelling'],
  ['斎藤|一', '斉藤|一', 'spelling'],
  ['斉藤|一', '齊藤|一', 'spelling'],
  ['高橋|一', '髙橋|一', 'spelling'],
  ['山崎|一', '山﨑|一', 'spelling'],
  ['吉田|一', '𠮷田|一', 'spelling'],
  ['沢田|一', '澤田|一', 'spelling'],
  ['広瀬|一', '廣瀬|一', 'spelling'],
  ['辺見|一', '辺\u{e0101}見|一', 'spelling'],
  ['神田|一', '\ufa19田|一', 'spelling'],
  ['佐々木|一', '佐佐木|一', 'spelling'],
  ['三ヶ島|一', '三ケ島|一', 'spelling'],
  ['渡辺　花子', '渡邊|花子', 'spelling'],
  ['はなこ|あ', 'ハナコ|ア', 'spelling'],
  ['ﾊﾅｺ|ｱ', 'ハナコ|ア', 'spelling'],
  // Latin spellings
  ['Müller|Eva', 'MUELLER|Eva', 'spelling'],
  ['Müller|Eva', 'MULLER|Eva', 'spelling'],
  ['MUELLER|Eva', 'MULLER|Eva', 'spelling'],
  ['Groß|Eva', 'GROSS|Eva', 'spelling'],
  ['Łukasz|Eva', 'LUKASZ|Eva', 'spelling'],
  ['Søren|Åse', 'SOREN|AASE', 'spelling'],
  ['Musterfrau|Zoé', 'MUSTERFRAU|ZOE', 'spelling'],
  ['O’Neill|Eva', 'ONEILL|Eva', 'spelling'],
  ['Anne-Marie|Eva', 'Anne Marie|Eva', 'spelling'],
  ['ＭＩＨＯＮ|Hanako', 'MIHON|Hanako', 'spelling'],
  ['Παπαδόπουλος|Α', 'ΠΑΠΑΔΟΠΟΥΛΟΣ|Α', 'spelling'],
  // one reading, several romanisations
  ['ONO|Taro', 'OHNO|Taro', 'spelling'],
  ['Ōno|Taro', 'ONO|Taro', 'spelling'],
  ['SATO|Taro', 'SATOU|Taro', 'spelling'],
  ['SATO|Taro', 'SATOH|Taro', 'spelling'],
  ['SAITO|Yuko', 'SAITO|Yuuko', 'spelling'],
  ['NAMBA|Taro', 'NANBA|Taro', 'spelling'],
  ['HATCHO|Taro', 'HACCHO|Taro', 'spelling'],
  ['HATTORI|Jun', 'HATTORI|Zyun', 'spelling'],
  ['ISHIDA|Chie', 'ISIDA|Tie', 'spelling'],
  ['FUJI|Tsuru', 'HUZI|Turu', 'spelling'],
  // order and division
  ['Musterfrau|Zoé', 'Zoé|Musterfrau', 'order'],
  ['SATO|Taro', 'TARO|Sato', 'order'],
  ['Musterfrau|Zoé', 'Zoé Musterfrau', 'order'],
  ['花子|見本', '見本　花子', 'order'],
  ['Musterfrau|Zoé', 'Musterfrau Zoé', 'undivided'],
  ['見本花子', '見本|花子', 'undivided'],
  ['見本 花子', '見本|花子', 'undivided'],
  ['見本 花子', '見本　花子', 'spelling'],
  // more parts, or nothing
  ['Musterfrau|Zoé Marie', 'Musterfrau|Zoé', 'more_parts'],
  ['Muster Beispiel|Zoé', 'Muster|Zoé', 'more_parts'],
  ['|Zoé', 'Musterfrau|Zoé', 'missing'],
  ['', '見本|花子', 'missing'],
]

const different: readonly (readonly [string, string])[] = [
  ['見本|花子', '見本|太郎'],
  ['見本　花子', '試作　太郎'],
  ['見本　花子', '試作|花子'],
  ['大野|一', '小野|一'],
  ['渡辺|花子', '渡部|花子'],
  ['Musterfrau|Zoé', 'Beispiel|Max'],
  ['Musterfrau|Zoé', 'Musterfrau|Eva'],
  ['SATO|Taro', 'SAITO|Taro'],
  ['Παπαδόπουλος|Α', 'Μούστερφραου|Ζωή'],
  ['ミホン|ハナコ', 'ミホン|タロウ'],
]

describe('names of one corpus', () => {
  test('the corpus has sixty cases and more', () => expect(same.length + ask.length + different.length).toBeGreaterThanOrEqual(60))

  test.each(same)('%s and %s are the same', (one, other) => {
    expect(bothWays(one, other)).toEqual([{ verdict: 'same' }, { verdict: 'same' }])
  })

  test.each(ask)('%s and %s: ask (%s)', (one, other, doubt) => {
    expect(bothWays(one, other)).toEqual([{ verdict: 'ask', doubt }, { verdict: 'ask', doubt }])
  })

  test.each(different)('%s and %s are different', (one, other) => {
    expect(bothWays(one, other)).toEqual([{ verdict: 'different' }, { verdict: 'different' }])
  })

  test('every doubt has a case, and words', () => {
    expect(new Set(ask.map(([, , doubt]) => doubt))).toEqual(new Set(nameDoubts))
    expect(Object.keys(nameDoubtWords).sort()).toEqual([...nameDoubts].sort())
  })
})

const bothWays = (one: string, other: string) => [compareNames(name(one), name(other)), compareNames(name(other), name(one))]

test('no name is split at a space: two given names stay one', () => {
  expect(compareNames(name('MIHON Hanako Maria'), name('MIHON|Hanako Maria')).verdict).toBe('ask')
})

describe('persons', () => {
  const person = (text: string, birthDate: string | undefined) => ({ name: name(text), birthDate })
  const cases: readonly (readonly [string, string | undefined, string, string | undefined, NameVerdict])[] = [
    ['見本　花子', '2003-09-01', '見本|花子', '2003-09-01', 'same'],
    ['見本　花子', '2003-09-01', '見本|花子', '2003-09-02', 'different'],
    ['見本　花子', '2003-09-01', '見本|花子', undefined, 'ask'],
    ['見本　花子', '2003-09-01', '見本|花子', '平成15年9月1日', 'ask'],
    ['見本　花子', '2003-09-01', 'MIHON|Hanako', '2003-09-01', 'ask'],
    ['見本　花子', '2003-09-01', 'MIHON|Hanako', '2003-09-02', 'different'],
    ['見本　花子', '2003-09-01', '試作|太郎', '2003-09-01', 'different'],
  ]
  test.each(cases)('%s (%s) and %s (%s): %s', (one, born, other, otherBorn, verdict) => {
    expect(comparePersons(person(one, born), person(other, otherBorn)).verdict).toBe(verdict)
    expect(comparePersons(person(other, otherBorn), person(one, born)).verdict).toBe(verdict)
  })
})

test.each([
  ['見本花子', 'Japanese'], ['井ノ上', 'Japanese'], ['佐々木', 'Japanese'], ['ハナコ', 'Kana'], ['サトー', 'Kana'], ['ﾊﾅｺ', 'Kana'],
  ['Zoé', 'Latin'], ['Ｚｏｅ', 'Latin'], ['Ζωή', 'Greek'], ['Мария', 'Cyrillic'], ['하나', 'Hangul'], ['ジョンSMITH', 'Other'],
  ['สมชาย', 'Other'], ['123', 'None'], ['', 'None'],
])('%s is %s', (text, script) => expect(scriptOf(text)).toBe(script))
