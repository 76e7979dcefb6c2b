import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { languages } from '../../src/base/localized.ts'
import { ask } from '../../src/scenarios/parties.ts'
import { directionIds } from '../../src/scenarios/student-exchange/directions.ts'
import { faultIds, faults, faultsOf } from '../../src/scenarios/student-exchange/faults.ts'
import type { FinishedStory } from '../../src/scenarios/story.ts'
import { postForm } from '../support/form.ts'
import { openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => { site = await openSite() })
afterAll(async () => {
  await site.close()
  expect(site.logs.faults()).toEqual([])
})

const story = { scenario: 'student-exchange', direction: 'jp-to-eu', pace: 'whole' }
const post = (path: string, fields: Readonly<Record<string, string>> | string = {}, headers?: Readonly<Record<string, string>>) => postForm(site.url + path, fields, headers)
const page = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<{ status: number; text: string }> => {
  const answer = await fetch(site.url + path, { headers: { accept: 'text/html', ...headers } })
  return { status: answer.status, text: await answer.text() }
}
const start = async (fields: Readonly<Record<string, string>>): Promise<string> => {
  const { status, location } = await post('/runs', fields)
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/runs\/run_[\w-]{43}$/)])
  return location!.slice('/runs/'.length)
}

test.each(languages)('the front page in %s leads to every service and into every story', async (lang) => {
  const { status, text } = await page(`/?lang=${lang}`)
  expect(status).toBe(200)
  expect(text).toContain(`<html lang="${lang}">`)
  for (const { url } of site.lab.services) expect(text).toContain(`href="${url}"`)
  for (const id of faultIds) {
    expect(text).toContain(faults[id].title[lang].replaceAll("'", '&#39;'))
    expect(text.split(`name="fault" value="${id}"`).length - 1, id).toBe(directionIds.filter((direction) => faultsOf(direction).includes(id)).length)
  }
})

test('the language of a page is the one asked for, else the one chosen before, else the browser’s', async () => {
  const asked = await fetch(`${site.url}/?lang=fr`)
  const cookie = asked.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
  expect((await page('/', { cookie })).text).toContain('<html lang="fr">')
  expect((await page('/', { 'accept-language': 'ja-JP, en;q=0.5' })).text).toContain('<html lang="ja">')
  expect((await page('/', { 'accept-language': 'xx' })).text).toContain('<html lang="en">')
})

test.each(directionIds)('%s, told as a whole: the page has the decision, the four answers, every check and the receipt', async (direction) => {
  const id = await start({ ...story, direction })
  const { finished } = site.runs.get(id)!.state()
  expect(finished?.asExpected).toBe(true)
  for (const lang of languages) {
    const { text } = await page(`/runs/${id}?lang=${lang}`)
    expect(text).toContain(`<html lang="${lang}">`)
    for (const part of ['class="decision ', 'class="four-answers"', 'class="disclosure"', 'class="receipt"', 'role="status"']) expect(text).toContain(part)
    for (const row of finished!.crossing.report) expect(text).toContain(`<code>${row.id}</code>`)
    expect(text).not.toMatch(/action="\/runs\/[^"]+\/(step|rest)"/)
  }
})

/** How a story went, without what differs from telling to telling. */
const gist = (finished: FinishedStory | undefined) => ({
  steps: finished?.steps.map(({ id }) => id),
  decision: finished?.crossing.decision,
  report: finished?.crossing.report.map(({ id, outcome }) => `${id} ${outcome}`),
  disclosed: finished?.crossing.disclosed,
  withheld: finished?.crossing.withheld,
  asExpected: finished?.asExpected,
})

test.each([[undefined], ['revoked']] as const)('step by step is the same story as told at once (%s)', async (fault) => {
  const fields = { ...story, direction: 'eu-to-jp', ...(fault && { fault }) }
  const slowly = site.runs.get(await start({ ...fields, pace: 'step' }))!
  expect(slowly.state().done).toEqual([])
  for (const [index, { id }] of slowly.story.steps.entries()) {
    expect((await page(`/runs/${slowly.id}`)).text).toContain(`action="/runs/${slowly.id}/step"`)
    expect((await post(`/runs/${slowly.id}/step`)).status).toBe(303)
    expect(slowly.state().done.map((done) => done.id).at(index)).toBe(id)
  }
  const atOnce = site.runs.get(await start(fields))!
  expect(gist(slowly.state().finished)).toEqual(gist(atOnce.state().finished))
  expect(gist(atOnce.state().finished).asExpected).toBe(true)
})

test('a story begun step by step can be told to its end at once, and then goes no further', async () => {
  const run = site.runs.get(await start({ ...story, pace: 'step' }))!
  await post(`/runs/${run.id}/step`)
  await post(`/runs/${run.id}/rest`)
  expect(run.state().finished?.asExpected).toBe(true)
  const ending = run.state().finished
  expect((await post(`/runs/${run.id}/step`)).status).toBe(303)
  expect(run.state().finished).toBe(ending)
})

test('two who press the button at the same moment do each step once', async () => {
  const issued = async (): Promise<number> =>
    (await ask<{ credentials: unknown[] }>(site.lab.world.http, site.lab.world.sides.JP.identity, '/desk/credentials')).credentials.length
  const before = await issued()
  const run = site.runs.get(await start({ ...story, pace: 'step' }))!
  await Promise.all([post(`/runs/${run.id}/step`), post(`/runs/${run.id}/step`)])
  expect(run.state().done.map(({ id }) => id)).toEqual(['identity', 'diploma'])
  await Promise.all([post(`/runs/${run.id}/rest`), post(`/runs/${run.id}/step`), post(`/runs/${run.id}/rest`)])
  expect(run.state().done.map(({ id }) => id)).toEqual(run.story.steps.map(({ id }) => id))
  expect(run.state().finished?.asExpected).toBe(true)
  // Ten copies, as many as the issuer gives at once; twenty would be two issuances.
  expect(await issued()).toBe(before + 10)
})

test.each([
  ['nothing', {}],
  ['no direction', { scenario: 'student-exchange', pace: 'whole' }],
  ['an unknown scenario', { ...story, scenario: 'company-seal' }],
  ['an unknown direction', { ...story, direction: 'jp-to-kr' }],
  ['an unknown pace', { ...story, pace: 'backwards' }],
  ['an unknown failure case', { ...story, fault: 'flood' }],
  ['a failure case of the other direction', { ...story, fault: 'server-to-server-transfer' }],
  ['a direction twice', `${new URLSearchParams(story).toString()}&direction=eu-to-jp`],
  ['a list where a word belongs', 'scenario[]=student-exchange&direction=jp-to-eu&pace=whole'],
  ['malformed percent-encoding', 'scenario=%zz&direction=jp-to-eu&pace=whole'],
  ['a NUL', 'scenario=student-exchange%00&direction=jp-to-eu&pace=whole'],
  ['the prototype', '__proto__=x&constructor=y&direction=jp-to-eu'],
])('a start with %s is refused with a code and a description', async (_what, fields) => {
  const { status, json } = await post('/runs', fields)
  expect(status).toBe(400)
  expect(json).toEqual({ error: 'invalid_request', error_description: expect.stringMatching(/\w+ \w+/) as string })
})

test('a form that is too large, of another type, or from another site is refused', async () => {
  expect(await post('/runs', { ...story, more: 'x'.repeat(2_000) })).toMatchObject({ status: 413, json: { error: 'invalid_request' } })
  expect(await post('/runs', JSON.stringify(story), { 'content-type': 'application/json' })).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
  expect(await post('/runs', story, { origin: 'https://elsewhere.example' })).toMatchObject({ status: 403, json: { error: 'cross_origin' } })
})

test.each([
  ['GET', '/runs/run_nobody'],
  ['POST', '/runs/run_nobody/step'],
  ['POST', '/runs/run_nobody/rest'],
  ['GET', '/runs/__proto__'],
])('%s %s: a run that is not known is 404', async (method, path) => {
  const { status, json } = method === 'POST' ? await post(path) : await fetch(site.url + path).then(async (answer) => ({ status: answer.status, json: (await answer.json()) as unknown }))
  expect([status, json]).toEqual([404, { error: 'not_found', error_description: expect.stringContaining('front page') as string }])
})

test('each failure case has a world of its own; the oldest ends when there are too many, its page stays', async () => {
  const ids: string[] = []
  for (const fault of ['revoked', 'wrong-nonce', 'expired', 'tampered-disclosure']) ids.push(await start({ ...story, fault }))
  const alive = async (id: string): Promise<boolean> => {
    const { port } = new URL(site.runs.get(id)!.services[0]!.url)
    return fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => ok, () => false)
  }
  expect(await Promise.all(ids.map(alive))).toEqual([false, true, true, true])
  for (const id of ids) {
    expect((await page(`/runs/${id}`)).status).toBe(200)
    expect(site.runs.get(id)!.state().finished?.asExpected).toBe(true)
  }
}, 60_000)

test('a story whose step breaks says so on its page, and in the log; nothing is made up', async () => {
  const broken = await openSite()
  onTestFinished(() => broken.close())
  await broken.lab.services.find(({ place }) => place.service === 'wallet')!.close()
  const { location } = await postForm(`${broken.url}/runs`, story)
  const text = await (await fetch(broken.url + location!)).text()
  expect(text).not.toContain('class="decision ')
  expect(text).not.toContain('    at ')
  const state = broken.runs.get(location!.slice('/runs/'.length))!.state()
  expect([state.done.length, state.broken?.step, state.finished]).toEqual([0, 'identity', undefined])
  expect(broken.logs.faults()).toMatchObject([{ service: 'lab', event: 'story_step_broke', fields: { step: 'identity', direction: 'jp-to-eu' } }])
})
