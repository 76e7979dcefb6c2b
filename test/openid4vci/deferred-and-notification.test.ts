import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { FetchedDocument } from '../../src/http/fetch-document.ts'
import { deferredCredentialRequest, parseDeferredCredentialRequest, processDeferredCredentialResponse } from '../../src/openid4vci/deferred-credential.ts'
import { notificationEvents, notificationRequest, parseNotificationRequest, processNotificationResponse } from '../../src/openid4vci/notification.ts'

interface Example { readonly section: string; readonly type?: string; readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body_json?: { readonly [name: string]: unknown } }
const { examples } = JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/openid4vci/inline-examples.json`, 'utf8')) as { readonly examples: readonly Example[] }
const published = (section: string, type: string): readonly Example[] => examples.filter((example) => example.section === section && example.type === type)
const documentOf = ({ status = 200, headers = {}, body_json }: Example): FetchedDocument => ({
  url: 'https://server.example.com', status, contentType: (headers['Content-Type'] ?? '').toLowerCase(), header: () => undefined, text: body_json ? JSON.stringify(body_json) : '',
})
const sent = { accessToken: 'at_1', dpopProof: 'd' }
const plain = { encrypted: false }

describe('OpenID4VCI 1.0 "Deferred Credential Endpoint"', () => {
  test('the published request is read, and ours is the same', () => {
    const [{ body_json }] = published('Deferred Credential Request', 'request') as [Example]
    expect(parseDeferredCredentialRequest(body_json, plain)).toEqual({ transaction_id: '8xLOxBtZp8', responseEncryption: undefined })
    const made = deferredCredentialRequest({ endpoint: 'https://server.example.com/deferred', transactionId: '8xLOxBtZp8', responseEncryption: undefined, ...sent })
    expect([JSON.parse(made.body!), made.headers]).toEqual([body_json, { Authorization: 'DPoP at_1', DPoP: 'd' }])
  })

  test.each(published('Deferred Credential Response', 'response').map((example) => [example.status, example] as const))('the published response with status %d is read', (_status, example) => {
    expect(processDeferredCredentialResponse(documentOf(example), '8xLOxBtZp8')).toEqual(example.body_json)
  })

  test('an answer for another transaction is refused', () => {
    const waiting = published('Deferred Credential Response', 'response').find(({ status }) => status === 202)!
    expect(() => processDeferredCredentialResponse(documentOf(waiting), 'mine')).toThrow('another transaction')
  })

  test('the published error is a refusal with its code', () => {
    const [error] = published('Deferred Credential Error Response', 'response')
    expect(() => processDeferredCredentialResponse(documentOf(error!), 'x')).toThrow(expect.objectContaining({ name: 'RequestRefused', code: 'invalid_transaction_id' }))
  })

  test.each([
    ['nothing', undefined], ['no id', {}], ['an empty id', { transaction_id: '' }], ['an id that is a number', { transaction_id: 7 }],
    ['an id of great length', { transaction_id: 'x'.repeat(501) }], ['an array', [{ transaction_id: 'x' }]],
  ])('refused with invalid_credential_request: %s', (_what, body) => {
    expect(() => parseDeferredCredentialRequest(body, plain)).toThrow(expect.objectContaining({ code: 'invalid_credential_request', status: 400 }))
  })

  test('unknown members are ignored; response encryption needs an encrypted request here, too', () => {
    expect(parseDeferredCredentialRequest({ transaction_id: 'x', unknown: [1] }, plain).transaction_id).toBe('x')
    const wish = { transaction_id: 'x', credential_response_encryption: {} }
    expect(() => parseDeferredCredentialRequest(wish, plain)).toThrow(expect.objectContaining({ code: 'invalid_encryption_parameters' }))
  })
})

describe('OpenID4VCI 1.0 "Notification Endpoint"', () => {
  test.each(published('Notification Request', 'request').map(({ body_json }) => [body_json!['event'], body_json] as const))('the published request of %s is read, and ours is the same', (_event, body) => {
    const notification = parseNotificationRequest(body)
    expect(notification).toEqual(body)
    expect(JSON.parse(notificationRequest({ endpoint: 'https://server.example.com/n', notification, ...sent }).body!)).toEqual(body)
  })

  test('204 is a success, the published error a refusal', () => {
    expect(() => processNotificationResponse(documentOf({ section: '', status: 204 }))).not.toThrow()
    const [error] = published('Notification Error Response', 'response')
    expect(() => processNotificationResponse(documentOf(error!))).toThrow(expect.objectContaining({ name: 'RequestRefused', code: 'invalid_notification_id' }))
  })

  const good = { notification_id: 'n', event: 'credential_accepted' }
  test.each([
    ['nothing', undefined], ['no id', { event: good.event }], ['no event', { notification_id: 'n' }], ['an unknown event', { ...good, event: 'credential_lost' }],
    ['a description that is no text', { ...good, event_description: 7 }], ['a description beyond ASCII', { ...good, event_description: '保存' }],
    ['a description with a quote', { ...good, event_description: 'the "wallet"' }], ['a description without end', { ...good, event_description: 'x'.repeat(1001) }],
  ])('refused with invalid_notification_request: %s', (_what, body) => {
    expect(() => parseNotificationRequest(body)).toThrow(expect.objectContaining({ code: 'invalid_notification_request', status: 400 }))
  })

  test.each(notificationEvents)('unknown members beside %s are ignored', (event) => {
    expect(parseNotificationRequest({ ...good, event, random: 'x', event_description: 'anything at all' })).toEqual({ ...good, event, event_description: 'anything at all' })
  })
})
