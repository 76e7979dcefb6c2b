import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { CheckFailed } from '../../src/base/checks.ts'
import { after, days, hours, before } from '../../src/base/time.ts'
import { parseListOfTrustedEntities } from '../../src/trust/list-of-trusted-entities.ts'
import { brokenRules, untransliterated } from '../../src/trust/list-rules.ts'
import { makeListOfTrustedEntities } from '../../src/trust/make-list-of-trusted-entities.ts'
import { entity, list, now, scheme, service, uris } from './scene.ts'

const vectors = `${import.meta.dirname}/../vectors/lote`
const read = (file: string): unknown => JSON.parse(readFileSync(`${vectors}/${file}`, 'utf8'))

/** ETSI's own schema. It has a misplaced keyword, so the strict mode of ajv is off. */
const etsi = (() => {
  const ajv = new Ajv({ strict: false })
  addFormats.default(ajv)
  ajv.addSchema(read('schema/rfcs/rfc7517.json') as object, 'rfcs/rfc7517.json')
  return ajv.compile(read('schema/1960201_json_schema.json') as object)
})()

const valid = [
  'lote-valid', 'lote-valid-full', 'lote-valid-empty-trusted-entities', 'lote-mock-pid-provider-list-v0-0-1-fixed', 'lote-mock-pid-provider-list-v0-0-2',
]
const invalid = ['lote-invalid', 'lote-invalid-empty-schema-extensions']

test.each(valid)('TS 119 602 sample %s is read, as ETSI’s schema accepts it', (name) => {
  expect(etsi(read(`${name}.json`))).toBe(true)
  expect(() => parseListOfTrustedEntities(read(`${name}.json`))).not.toThrow()
})

test.each(invalid)('TS 119 602 sample %s is refused, as by ETSI’s schema', (name) => {
  expect(etsi(read(`${name}.json`))).toBe(false)
  expect(() => parseListOfTrustedEntities(read(`${name}.json`))).toThrow(CheckFailed)
})

test('every sample in the folder was run', () => {
  const samples = readdirSync(vectors).filter((name) => name.endsWith('.json')).map((name) => name.replace('.json', ''))
  expect([...valid, ...invalid].sort()).toEqual(samples.sort())
})

test('a list made here has ETSI’s shape, with and without entities, history and all', () => {
  const history = [{
    ServiceName: [{ lang: 'en', value: 'LAB-Diplomas' }], ServiceDigitalIdentity: { X509SKIs: ['AAAA'] }, ServiceStatus: uris.granted,
    StatusStartingTime: '2026-01-01T00:00:00Z', ServiceTypeIdentifier: uris.diploma,
  }]
  for (const made of [list(), list({ entities: [] }), list({ entities: [entity([service({}, history)])] })]) {
    expect(etsi(made), JSON.stringify(etsi.errors)).toBe(true)
    expect(parseListOfTrustedEntities(JSON.parse(JSON.stringify(made)))).toEqual(made)
  }
})

test('TrustedEntitiesList is absent when nobody is listed', () => {
  expect('TrustedEntitiesList' in list({ entities: [] }).LoTE).toBe(false)
})

test.each([
  ['a fraction of a second', '2026-11-22T07:00:00.000Z'],
  ['another zone', '2026-11-22T16:00:00+09:00'],
  ['a day that does not exist', '2026-02-30T00:00:00Z'],
  ['no time', '2026-11-22'],
])('a date with %s is refused', (_, date) => {
  const made = structuredClone(list())
  made.LoTE.ListAndSchemeInformation.NextUpdate = date
  expect(() => parseListOfTrustedEntities(made)).toThrow('NextUpdate')
})

test.each([
  ['a member that the schema does not know', (made: ReturnType<typeof list>) => Object.assign(made.LoTE, { signature: 'x' })],
  ['an empty list of entities', (made: ReturnType<typeof list>) => Object.assign(made.LoTE, { TrustedEntitiesList: [] })],
  ['an address that is no URI', (made: ReturnType<typeof list>) => Object.assign(made.LoTE.ListAndSchemeInformation, { LoTEType: 'not a uri' })],
  ['a territory of three letters', (made: ReturnType<typeof list>) => Object.assign(made.LoTE.ListAndSchemeInformation, { SchemeTerritory: 'XMM' })],
])('%s is refused', (_, spoil) => {
  const made = structuredClone(list())
  spoil(made)
  expect(() => parseListOfTrustedEntities(made)).toThrow(CheckFailed)
})

const withInformation = (parts: object) => {
  const made = structuredClone(list())
  Object.assign(made.LoTE.ListAndSchemeInformation, parts)
  return made
}

test.each([
  ['another version', { LoTEVersionIdentifier: 2 }, 'LoTEVersionIdentifier'],
  ['a sequence number of zero', { LoTESequenceNumber: 0 }, 'LoTESequenceNumber'],
  ['an operator without an English name', { SchemeOperatorName: [{ lang: 'fr', value: 'LAB-Exploitant' }] }, 'English'],
  ['a critical extension', { SchemeExtensions: [{ critical: true, value: 'unknown' }] }, 'critical'],
  ['an extension whose criticality is spelt otherwise', { SchemeExtensions: [{ Critical: 'yes' }] }, 'critical'],
  ['an extension that is no object', { SchemeExtensions: ['what'] }, 'critical'],
  ['a next update before its issue', { NextUpdate: '2020-01-01T00:00:00Z' }, 'NextUpdate'],
])('the general rules name %s', (_, parts, message) => {
  expect(brokenRules(withInformation(parts)).join()).toContain(message)
})

test('an extension that is not critical breaks no rule', () => {
  expect(brokenRules(withInformation({ SchemeExtensions: [{ critical: false, note: 'x' }, { key: 'remark' }] }))).toEqual([])
})

test('a name in its own script needs its Latin form beside it; accents do not', () => {
  const named = (names: { lang: string; value: string }[]) => {
    const made = structuredClone(list())
    made.LoTE.TrustedEntitiesList![0]!.TrustedEntityInformation.TEName = names
    return untransliterated(made)
  }
  expect(named([{ lang: 'en', value: 'LAB' }, { lang: 'ja', value: 'LAB-大学' }])).toEqual(['TEName of entity 1 is in ja without ja-Latn'])
  expect(named([{ lang: 'en', value: 'LAB' }, { lang: 'ja', value: 'LAB-大学' }, { lang: 'ja-Latn', value: 'LAB-Daigaku' }])).toEqual([])
  expect(named([{ lang: 'en', value: 'LAB' }, { lang: 'fr', value: 'LAB-Université Zoé – « été »' }])).toEqual([])
})

test('no list is made that would break a rule', () => {
  const times = { sequenceNumber: 1, issuedAt: now, nextUpdate: after(now, days(7)), entities: [] }
  const make = (parts: object) => () => makeListOfTrustedEntities({ scheme, ...times, ...parts })
  expect(make({})).not.toThrow()
  expect(make({ nextUpdate: before(now, hours(1)) })).toThrow('NextUpdate')
  expect(make({ sequenceNumber: 0 })).toThrow('LoTESequenceNumber')
  expect(make({ scheme: { ...scheme, SchemeName: [{ lang: 'en', value: 'x' }, { lang: 'ja', value: '信頼リスト' }] } })).toThrow('ja-Latn')
})
