import { fromUtc } from '../base/time.ts'

/**
 * The eras since 1912 with their first days: Cabinet Orders on the era names, and for Showa the imperial rescript of
 * 25 December 1926. The day on which an era begins belongs to the new one. Older eras are left out: nobody living was born in
 * one.
 */
export const japaneseEras = [
  { name: '令和', letter: 'R', firstDay: '2019-05-01' },
  { name: '平成', letter: 'H', firstDay: '1989-01-08' },
  { name: '昭和', letter: 'S', firstDay: '1926-12-25' },
  { name: '大正', letter: 'T', firstDay: '1912-07-30' },
] as const

export interface JapaneseDate {
  /** Undefined for a date in the Western calendar. */
  readonly era: (typeof japaneseEras)[number]['name'] | undefined
  /** `YYYY-MM-DD` */
  readonly date: string
}

/**
 * Reads a date as Japanese records write it: 平成16年4月30日, 令和元年５月１日, 昭和六十四年一月七日, H16.4.30, and 1971年9月1日.
 *
 * @throws RangeError if it is not such a date, or the day is not in the era it names: Showa 64 ends on 7 January
 */
export function parseJapaneseDate(text: string): JapaneseDate {
  const [, eraText, yearText, month, day] = pattern.exec(arabic(text)) ?? []
  if (yearText === undefined || month === undefined || day === undefined) throw new RangeError('not a Japanese date')
  const era = japaneseEras.find(({ name, letter }) => name === eraText || letter === eraText?.toUpperCase())
  if (era === undefined) {
    if (yearText.length !== 4) throw new RangeError('a year without an era has four digits')
    return { era: undefined, date: calendarDate(Number(yearText), Number(month), Number(day)) }
  }
  const year = yearText === '元' ? 1 : Number(yearText)
  if (year === 0 || yearText.length > 2) throw new RangeError('the years of an era begin with 1')
  const date = calendarDate(Number(era.firstDay.slice(0, 4)) + year - 1, Number(month), Number(day))
  if (eraOf(date)?.name !== era.name) throw new RangeError(`that day is not in the era ${era.name}`)
  return { era: era.name, date }
}

/**
 * Writes a date in its era, the first year as 元年: 令和元年5月1日.
 *
 * @param date `YYYY-MM-DD`, from 30 July 1912
 * @throws RangeError for any other text or an earlier day
 */
export function makeJapaneseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  const era = eraOf(calendarDate(year ?? 0, month ?? 0, day ?? 0))
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || era === undefined) throw new RangeError('not a date since 1912-07-30')
  const eraYear = year! - Number(era.firstDay.slice(0, 4)) + 1
  return `${era.name}${eraYear === 1 ? '元' : eraYear}年${month}月${day}日`
}

/** Whether the text of a record and its ISO date are one day; an unreadable text is not. */
export function agreesWithDate(text: string, date: string): boolean {
  try {
    return parseJapaneseDate(text).date === date
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const eraOf = (date: string) => japaneseEras.find(({ firstDay }) => firstDay <= date)

const pattern = /^(令和|平成|昭和|大正|[RHSTrhst])?(\d{1,4}|元)[年./-](\d{1,2})[月./-](\d{1,2})日?$/

/** Full-width and ideographic digits as ASCII ones: 六十四 is 64. Spaces are left out. */
const arabic = (text: string): string =>
  text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000]/g, '')
    .replace(/[〇一二三四五六七八九十]+/g, (numeral) => String(ideographicNumber(numeral)))

function ideographicNumber(numeral: string): string {
  if (!numeral.includes('十')) return [...numeral].map((digit) => '〇一二三四五六七八九'.indexOf(digit)).join('')
  const [tens, ones, ...rest] = numeral.split('十')
  if (rest.length > 0 || (tens?.length ?? 0) > 1 || (ones?.length ?? 0) > 1) throw new RangeError('not a number below 100')
  const value = (digit: string | undefined, absent: number): number => (digit ? '〇一二三四五六七八九'.indexOf(digit) : absent)
  return String(value(tens, 1) * 10 + value(ones, 0))
}

/** @throws RangeError if the calendar has no such day */
function calendarDate(year: number, month: number, day: number): string {
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  fromUtc(`${date}T00:00:00Z`)
  return date
}
