import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreesWithDate, japaneseEras, makeJapaneseDate, parseJapaneseDate } from '../../src/identity/japanese-era.ts'

const cldr = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' })

describe('dates as Japanese records write them', () => {
  test.each([
    ['平成16年4月30日', '平成', '2004-04-30'],
    ['平成15年9月1日', '平成', '2003-09-01'],
    ['令和元年5月1日', '令和', '2019-05-01'],
    ['令和1年5月1日', '令和', '2019-05-01'],
    ['令和元年５月１日', '令和', '2019-05-01'],
    ['令和 八 年 三 月 二十四 日', '令和', '2026-03-24'],
    ['平成31年4月30日', '平成', '2019-04-30'],
    ['平成元年1月8日', '平成', '1989-01-08'],
    ['昭和64年1月7日', '昭和', '1989-01-07'],
    ['昭和六十四年一月七日', '昭和', '1989-01-07'],
    ['昭和元年12月25日', '昭和', '1926-12-25'],
    ['昭和三十年十月十日', '昭和', '1955-10-10'],
    ['大正15年12月24日', '大正', '1926-12-24'],
    ['大正元年7月30日', '大正', '1912-07-30'],
    ['H16.4.30', '平成', '2004-04-30'],
    ['s39/10/10', '昭和', '1964-10-10'],
    ['R8-11-22', '令和', '2026-11-22'],
    ['1971年9月1日', undefined, '1971-09-01'],
    ['二〇〇〇年二月二十九日', undefined, '2000-02-29'],
    ['2000/2/29', undefined, '2000-02-29'],
  ])('%s', (text, era, date) => expect(parseJapaneseDate(text)).toEqual({ era, date }))

  test.each([
    ['昭和64年1月8日', 'Heisei had begun'],
    ['平成元年1月7日', 'still Showa'],
    ['平成31年5月1日', 'Reiwa had begun'],
    ['令和元年4月30日', 'still Heisei'],
    ['大正15年12月25日', 'the day belongs to Showa'],
    ['明治45年7月29日', 'an era that is left out'],
    ['令和0年5月1日', 'eras begin with 1'],
    ['平成16年2月30日', 'no such day'],
    ['2001年2月29日', 'no such day'],
    ['16年4月30日', 'a year without an era'],
    ['平成116年4月30日', 'no era lasts a century'],
    ['平成16年13月1日', 'no such month'],
    ['平成元元年1月8日', 'no number'],
    ['平成十十年1月8日', 'no number'],
    ['Heisei 16', 'no such form'],
    ['', 'nothing'],
  ])('%s is refused: %s', (text) => expect(() => parseJapaneseDate(text)).toThrow(RangeError))

  test('what is written is read back, and is what the Unicode calendar data write', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1912-07-30'), max: new Date('2060-12-31'), noInvalidDate: true }), (day) => {
      const date = day.toISOString().slice(0, 10)
      const text = makeJapaneseDate(date)
      expect(parseJapaneseDate(text).date).toBe(date)
      expect(text).toBe(cldr.format(day))
    }))
  })

  test('an era ends the day before the next begins', () => {
    for (const { firstDay, name } of japaneseEras) {
      const eve = new Date(Date.parse(firstDay) - 86_400_000).toISOString().slice(0, 10)
      expect(makeJapaneseDate(firstDay)).toMatch(new RegExp(`^${name}元年`))
      if (eve > '1912-07-29') expect(makeJapaneseDate(eve)).not.toContain(name)
    }
  })

  test.each(['1912-07-29', '2019-13-01', '2019-5-1', '', 'Heisei'])('%s cannot be written', (date) =>
    expect(() => makeJapaneseDate(date)).toThrow(RangeError))
})

test('a record agrees with its date as a day, never as text', () => {
  expect(agreesWithDate('平成15年9月1日', '2003-09-01')).toBe(true)
  expect(agreesWithDate('平成15年9月2日', '2003-09-01')).toBe(false)
  expect(agreesWithDate('昭和64年9月1日', '1989-09-01')).toBe(false)
  expect(agreesWithDate('2003-09-01T00:00', '2003-09-01')).toBe(false)
})
