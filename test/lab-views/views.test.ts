import { expect, test } from 'vitest'
import { languages } from '../../src/base/localized.ts'
import { landingView } from '../../src/lab/views/landing-view.ts'
import { storyView } from '../../src/lab/views/story-view.ts'
import { faultIds, faults } from '../../src/scenarios/student-exchange/faults.ts'
import { asked, blocked, finished, landing, refused, underWay } from './models.ts'

const count = (text: string, part: RegExp): number => text.match(part)?.length ?? 0

test('the landing page has every failure case once, with a button for each direction in which it can happen', () => {
  for (const language of languages) {
    const text = landingView(landing, language).toString()
    for (const id of faultIds) expect(text).toContain(faults[id].title[language].replaceAll("'", '&#39;'))
    expect(count(text, /<li class="fault">/g)).toBe(faultIds.length)
    expect(count(text, /name="fault"/g)).toBe(2 * faultIds.length - 1)
  }
})

test('the landing page runs each direction as a whole or step by step', () => {
  const text = landingView(landing, 'en').toString()
  expect(count(text, /name="pace" value="step"/g)).toBe(2)
  for (const { services } of landing.jurisdictions) for (const { name } of services) expect(text).toContain(name.en)
})

test('the memorandum is called what it is', () => {
  expect(landingView(landing, 'en').toString()).toContain('cooperation, not recognition')
  expect(landingView(landing, 'ja').toString()).toContain('相互承認ではありません')
  expect(landingView(landing, 'fr').toString()).toContain('une coopération, non une reconnaissance')
})

test('a finished story begins with its decision, then the four answers, what crossed, the receipt, every check', () => {
  const text = storyView(finished, 'en').toString()
  const places = ['class="decision ', 'class="four-answers"', 'class="disclosure"', 'class="receipt"', 'class="report"', 'class="steps"'].map((part) => text.indexOf(part))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((one, other) => one - other))
})

test('a story under way has no result and one step to do', () => {
  const text = storyView(underWay, 'en').toString()
  expect(text).not.toContain('class="decision ')
  expect(text).toContain('action="/runs/run_1/step"')
  expect(text).toContain('action="/runs/run_1/rest"')
})

test('a story that ends otherwise than it should says so', () => {
  expect(storyView(finished, 'en').toString()).toContain('As this story is meant to end')
  expect(storyView(asked, 'en').toString()).toContain('Not as this story is meant to end')
})

test('a refused story shows no value of any claim', () => {
  for (const story of [refused, blocked]) expect(storyView(story, 'ja').toString()).not.toContain('学士（工学）')
})

test('no page shows twelve digits in a row', () => {
  for (const story of [finished, underWay, refused, asked, blocked]) expect(storyView(story, 'en').toString()).not.toMatch(/(?<!\d)\d{12}(?!\d)/)
})
