import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runChecks } from '../../src/base/checks.ts'
import { days, hours, type EpochSeconds } from '../../src/base/time.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import { jp } from '../../src/jurisdictions/jp/profile.ts'
import { parseCompactJws } from '../../src/jose/jws.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { listStatusOf, trustChecks } from '../../src/trust/trust-checks.ts'
import { parseTrustLists } from '../../src/trust/trust-list-location.ts'
import { trustListSource, type KeptList } from '../../src/trust/trust-list-source.ts'
import { makeLeaf } from '../../src/x509/adapters/pki.ts'
import { deskToken, diplomaService, entities, environment, listSigner, openOffice, start, tidy, university, universityCa } from './office.ts'
import { parseSchemeOperatorConfig } from '../../src/scheme-operator/config.ts'

let office: Awaited<ReturnType<typeof openOffice>>
beforeEach(async () => {
  office = await openOffice()
})
afterEach(async () => {
  await office.close()
  await tidy(office.folder)
  expect(office.bugs).toEqual([])
})

const etsi = (() => {
  const read = (file: string) => JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/lote/schema/${file}`, 'utf8')) as object
  const ajv = new Ajv({ strict: false })
  addFormats.default(ajv)
  return ajv.addSchema(read('rfcs/rfc7517.json'), 'rfcs/rfc7517.json').compile(read('1960201_json_schema.json'))
})()

const issued = async () => {
  const { text } = await office.get('/list.jws')
  return parseCompactJws(text).payload as unknown as { LoTE: { ListAndSchemeInformation: { LoTESequenceNumber: number; NextUpdate: string }; TrustedEntitiesList: { TrustedEntityServices: { ServiceInformation: object; ServiceHistory?: object[] }[] }[] } }
}
const sequenceNumber = async () => (await issued()).LoTE.ListAndSchemeInformation.LoTESequenceNumber

/** What a relying party that is configured for this list finds out about the university's credential signer. */
const listStatus = async (at: EpochSeconds = office.now()) => {
  const [location] = parseTrustLists([{
    territory: 'JP', url: `${office.url}/list.jws`, listType: jp.trustList.listType, grantedStatus: jp.trustList.serviceStatuses.granted,
    signerCertificates: [listSigner.certificate],
  }])
  const records = memoryStore({ now: office.now }).records<KeptList>('trust_lists')
  const source = trustListSource({ ...location!, freshness: hours(24), fetchDocument: nodeFetchDocument({ development: true }), records })
  const subject = { x5c: university.x5c, serviceTypes: [jp.trustList.serviceTypes.diploma], lists: [source], at, now: office.now() }
  return listStatusOf((await runChecks(subject, trustChecks, (error) => { throw error })).checks)
}

test('relying parties read the list over HTTP and find the university granted', async () => {
  const answer = await office.get('/list.jws')
  expect(answer).toMatchObject({ status: 200, contentType: 'application/jose' })
  expect(await listStatus()).toBe('granted')
})

test('the list has ETSI’s shape, the profile’s scheme, and a history', async () => {
  const list = await issued()
  expect(etsi(list), JSON.stringify(etsi.errors)).toBe(true)
  expect(list.LoTE.ListAndSchemeInformation).toMatchObject({
    LoTESequenceNumber: 1, LoTEType: jp.trustList.listType, SchemeTerritory: 'JP', HistoricalInformationPeriod: 65535,
    DistributionPoints: [`${office.url}/list.jws`], PolicyOrLegalNotice: jp.trustList.legalNotice.map(({ value }) => ({ LoTELegalNotice: value })),
  })
  const [university] = list.LoTE.TrustedEntitiesList
  expect(university?.TrustedEntityServices).toMatchObject([
    { ServiceInformation: { ServiceStatus: jp.trustList.serviceStatuses.granted } },
    { ServiceInformation: { ServiceStatus: jp.trustList.serviceStatuses.withdrawn }, ServiceHistory: [{ ServiceStatus: jp.trustList.serviceStatuses.granted, ServiceDigitalIdentity: { X509SKIs: [expect.any(String)] } }] },
    { ServiceInformation: { StatusStartingTime: '2026-12-18T11:06:40Z' } },
  ])
})

test('the desk withdraws a service: the next list says so from then on, and still says what was before', async () => {
  office.advance(hours(5))
  const answer = await office.post('/desk/services/university-diploma/status', { status: 'withdrawn' })
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.text)).toEqual({ service_id: 'university-diploma', status: 'withdrawn', status_starting_time: '2026-11-18T16:06:40Z', sequence_number: 2 })
  // Another entry of the same certificate was withdrawn before; neither is granted any more.
  expect(await listStatus()).toBe('withdrawn')
  expect(await listStatus(start)).toBe('granted')

  office.advance(hours(1))
  await office.post('/desk/services/university-diploma/status', { status: 'granted' })
  expect(await listStatus()).toBe('granted')
  expect((await issued()).LoTE.TrustedEntitiesList[0]?.TrustedEntityServices[0]?.ServiceHistory).toHaveLength(2)
})

test('a status that is already so changes nothing', async () => {
  await office.post('/desk/services/university-diploma/status', { status: 'granted' })
  expect(await sequenceNumber()).toBe(1)
})

test('the list stays the same until half of its time has passed, then it is renewed with the next number', async () => {
  const first = await office.get('/list.jws')
  office.advance(hours(83))
  expect((await office.get('/list.jws')).text).toBe(first.text)
  office.advance(hours(1))
  expect(await sequenceNumber()).toBe(2)
})

test('readings at the same time get one issue', async () => {
  office.advance(days(4))
  const lists = await Promise.all(Array.from({ length: 5 }, () => office.get('/list.jws')))
  expect(new Set(lists.map(({ text }) => text)).size).toBe(1)
  expect(await sequenceNumber()).toBe(2)
})

test('while publishing is paused the list passes its next update; then it goes on', async () => {
  const paused = await office.post('/desk/publishing', { paused: true })
  expect(JSON.parse(paused.text)).toEqual({ paused: true, sequence_number: 1, next_update: '2026-11-25T11:06:40Z' })
  expect((await office.get('/?lang=en')).text).toContain('Publishing is paused')
  office.advance(days(8))
  expect(await listStatus()).toBe('list_expired')
  expect((await office.get('/?lang=en')).text).toContain('This list is out of date')
  await office.post('/desk/services/university-diploma/status', { status: 'withdrawn' })
  expect(await sequenceNumber()).toBe(1)
  await office.post('/desk/publishing', { paused: false })
  expect(await sequenceNumber()).toBe(2)
  expect(await listStatus()).toBe('withdrawn')
})

test('statuses, numbers and a pause survive a restart; the number never goes back', async () => {
  await office.post('/desk/services/university-diploma/status', { status: 'withdrawn' })
  await office.close()
  office = await openOffice({ folder: office.folder, clock: { at: office.now() } })
  // The address is part of the list, and the port of this test changed.
  expect(await sequenceNumber()).toBe(3)
  expect(await listStatus()).toBe('withdrawn')
  await office.post('/desk/publishing', { paused: true })
  await office.close()
  office = await openOffice({ folder: office.folder, clock: { at: office.now() } })
  expect(await sequenceNumber()).toBe(3)
})

test('a service that comes back with other certificates starts from its file again', async () => {
  await office.post('/desk/services/university-diploma/status', { status: 'withdrawn' })
  await office.close()
  const renewed = { ...diplomaService, certificates: [university.certificate] }
  office = await openOffice({ folder: office.folder, entities: { entities: [{ ...entities.entities[0], services: [renewed] }] } })
  expect(await listStatus()).toBe('granted')
})

test.each([
  ['en', 'Who can be relied on', 'granted', 'LAB-Mihon University, Registrar'],
  ['ja', '信頼できる相手の一覧', '有効', 'LAB-見本大学 教務課'],
  ['fr', 'À qui l’on peut se fier', 'accordé', 'LAB-Mihon University, Registrar'],
])('the page in %s shows entities, statuses, history and the issue', async (lang, title, status, service) => {
  const { status: code, contentType, text } = await office.get(`/?lang=${lang}`)
  expect([code, contentType]).toEqual([200, 'text/html'])
  for (const part of [`<html lang="${lang}">`, title, status, service, 'NTRJP-', `${office.url}/list.jws`, 'id="service-withdrawn-service"', 'SHA-256']) {
    expect(text).toContain(part)
  }
})

test('the future-dated service is shown as not yet begun', async () => {
  const { text } = await office.get('/?lang=en')
  expect(text).toMatch(/id="service-future-service"[\s\S]*?not yet[\s\S]*?from <time datetime="2026-12-18T11:06:40Z">/)
})

test.each(['en', 'ja', 'fr'])('the decoded list in %s shows every check and the list itself', async (lang) => {
  const { status, text } = await office.get(`/list?lang=${lang}`)
  expect(status).toBe(200)
  for (const id of ['list_form', 'list_signer', 'list_signature', 'list_scheme', 'list_rules', 'list_sequence', 'list_next_update']) {
    expect(text).toContain(`<code>${id}</code>`)
  }
  expect(text).toContain('LoTESequenceNumber')
})

test('a chosen language is remembered, else the browser’s wish counts', async () => {
  const chosen = await office.get('/?lang=ja')
  expect(chosen.header('set-cookie')).toMatch(/^lang=ja; Max-Age=31536000; Path=\/; .*HttpOnly; SameSite=Lax/)
  expect((await office.get('/', { Cookie: 'lang=ja' })).text).toContain('<html lang="ja">')
  expect((await office.get('/', { 'Accept-Language': 'fr-CH, en;q=0.5' })).text).toContain('<html lang="fr">')
  expect((await office.get('/?lang=xx')).text).toContain('<html lang="en">')
})

test('health and assets answer', async () => {
  expect(JSON.parse((await office.get('/health')).text)).toEqual({ status: 'ok' })
  expect(await office.get('/assets/kakehashi.css')).toMatchObject({ status: 200, contentType: 'text/css' })
})

const granted = JSON.stringify({ status: 'granted' })
const statusPath = '/desk/services/university-diploma/status'
type Request = Parameters<typeof office.send>[1]
const json = { method: 'POST', contentType: 'application/json', token: deskToken } as const

test.each<[string, string, Request, number, string]>([
  ['no token', statusPath, { ...json, token: undefined as unknown as string, body: granted }, 401, 'invalid_token'],
  ['a wrong token', statusPath, { ...json, token: 'x'.repeat(40), body: granted }, 401, 'invalid_token'],
  ['another content type', statusPath, { ...json, contentType: 'text/plain', body: granted }, 400, 'invalid_request'],
  ['no body', statusPath, { method: 'POST', token: deskToken }, 400, 'invalid_request'],
  ['no JSON', statusPath, { ...json, body: '{' }, 400, 'invalid_request'],
  ['a repeated member', statusPath, { ...json, body: '{"status":"granted","status":"withdrawn"}' }, 400, 'invalid_request'],
  ['an oversized body', statusPath, { ...json, body: JSON.stringify({ status: 'x'.repeat(2_000) }) }, 413, 'invalid_request'],
  ['an array', statusPath, { ...json, body: '[]' }, 400, 'invalid_request'],
  ['null', statusPath, { ...json, body: 'null' }, 400, 'invalid_request'],
  ['a status nobody knows', statusPath, { ...json, body: '{"status":"recognised"}' }, 400, 'invalid_request'],
  ['a number for a status', statusPath, { ...json, body: '{"status":1}' }, 400, 'invalid_request'],
  ['a member too many', statusPath, { ...json, body: '{"status":"granted","at":"2020-01-01T00:00:00Z"}' }, 400, 'invalid_request'],
  ['an unknown service', '/desk/services/nobody/status', { ...json, body: granted }, 404, 'unknown_service'],
  ['a service named like a member of objects', '/desk/services/__proto__/status', { ...json, body: granted }, 404, 'unknown_service'],
  ['a broken escape in the address', '/desk/services/%E0%A4%A/status', { ...json, body: granted }, 400, 'invalid_request'],
  ['another method', statusPath, { method: 'GET' }, 405, 'method_not_allowed'],
  ['a string for a boolean', '/desk/publishing', { ...json, body: '{"paused":"yes"}' }, 400, 'invalid_request'],
  ['nothing to say', '/desk/publishing', { ...json, body: '{}' }, 400, 'invalid_request'],
  ['posting the list', '/list.jws', { ...json, body: '{}' }, 405, 'method_not_allowed'],
  ['a repeated language', '/?lang=en&lang=ja', { method: 'GET' }, 400, 'invalid_request'],
  ['an unknown address', '/elsewhere', { method: 'GET' }, 404, 'not_found'],
])('%s is answered with a coded error and changes nothing', async (_, path, request, status, code) => {
  const answer = await office.send(path, request)
  const body = JSON.parse(answer.text) as Record<string, unknown>
  expect([answer.status, body['error']]).toEqual([status, code])
  expect(body['error_description']).toMatch(/^[\x20-\x7e]{10,}$/)
  expect(await sequenceNumber()).toBe(1)
})

test('nothing secret is logged', async () => {
  await office.post(statusPath, { status: 'withdrawn' })
  expect(office.logged.map(({ event }) => event)).toContain('service_status')
  expect(JSON.stringify(office.logged)).not.toContain(deskToken)
  expect(JSON.stringify(office.logged)).not.toContain(listSigner.privateJwk.d)
})

const wrongKey = await makeLeaf({ profile: 'listSigner', subject: { C: 'XM', O: 'LAB-Else', CN: 'LAB' }, ca: universityCa, now: start, validFor: days(9) })
const entity = entities.entities[0]!
const nobody = { entities: [{ ...entity, services: [] }] }
const twice = { entities: [entity, entity] }
const strangeType = { entities: [{ ...entity, services: [{ ...diplomaService, serviceType: 'http://uri.etsi.org/19602/SvcType/PID/Issuance' }] }] }
const noLatin = { entities: [{ ...entity, names: [{ lang: 'en', value: 'LAB' }, { lang: 'ja', value: 'LAB-大学' }] }] }
const noCertificate = { entities: [{ ...entity, services: [{ ...diplomaService, certificates: ['AAAA'] }] }] }

test.each([
  ['a signer of another territory', { key: { privateJwk: wrongKey.privateJwk, x5c: wrongKey.x5c } }, 'list_signer'],
  ['a certificate of another key', { key: { privateJwk: wrongKey.privateJwk, x5c: listSigner.x5c } }, 'another key'],
  ['a key file that is none', { key: { x5c: [] } }, 'not a key file'],
  ['an entity without services', { entities: nobody }, 'services'],
  ['two services with one id', { entities: twice }, 'same serviceId'],
  ['a service type of another scheme', { entities: strangeType }, 'does not know'],
  ['a native name without its Latin form', { entities: noLatin }, 'ja-Latn'],
  ['a certificate that is none', { entities: noCertificate }, 'certificate'],
])('%s stops the program before it listens', async (_, parts, message) => {
  await expect(openOffice(parts)).rejects.toThrow(message)
})

test('a wrong environment lists all its faults at once', () => {
  const wrong = environment({ folder: '/x', OPERATOR_JURISDICTION: 'ZZ', OPERATOR_PORT: '0x50', OPERATOR_DESK_TOKEN: 'short', OPERATOR_URL: 'http://trust.example.org' })
  try {
    parseSchemeOperatorConfig(wrong)
    expect.unreachable()
  } catch (error) {
    const paths = (error as { issues: { path: string[] }[] }).issues.map(({ path }) => path[0])
    expect(paths.toSorted()).toEqual(['OPERATOR_DESK_TOKEN', 'OPERATOR_JURISDICTION', 'OPERATOR_PORT', 'OPERATOR_URL'])
  }
})

test('plain http has to be declared, and leads to loopback only', () => {
  const parse = (variables: Record<string, string>) => () => parseSchemeOperatorConfig(environment({ folder: '/x', ...variables }))
  expect(parse({})).not.toThrow()
  expect(parse({ OPERATOR_DEVELOPMENT_HTTP: 'no' })).toThrow('OPERATOR_DEVELOPMENT_HTTP=yes')
  expect(parse({ OPERATOR_URL: 'http://lists.example.org' })).toThrow('https')
  expect(parse({ OPERATOR_URL: 'https://lists.example.org', OPERATOR_DEVELOPMENT_HTTP: 'no' })).not.toThrow()
})
