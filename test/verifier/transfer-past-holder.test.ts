import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCompactJws } from '../../src/jose/jws.ts'
import { bind, type Binding } from '../../src/http/adapters/bind.ts'
import { makeApp } from '../../src/http/app.ts'
import { textBody } from '../../src/http/request-body.ts'
import { recordingLog } from '../http/served.ts'
import { answersOf, desk, openRows, type Result } from './holder.ts'
import { verifierWorld, type VerifierWorld } from './verifier-world.ts'

let world: VerifierWorld
let registrar: Binding
let issuer: string
let answer: { status: number; body: unknown }
const received: string[] = []

/** A registrar on loopback that says what the test tells it; the real one is in the scenarios. */
beforeAll(async () => {
  world = await verifierWorld()
  registrar = await bind({ port: 0, host: '127.0.0.1' })
  issuer = `http://127.0.0.1:${registrar.port}`
  registrar.serve(
    makeApp({
      log: recordingLog(),
      basePath: '',
      trustProxy: false,
      routes: [
        {
          method: 'post',
          path: '/transfer-requests',
          spec: 'lab',
          handlers: [
            textBody({ maxBytes: 20_000, code: 'invalid_request', contentType: 'application/jwt' }),
            (req, res) => {
              received.push(req.body as string)
              res.status(answer.status).json(answer.body)
            },
          ],
        },
      ],
    }),
  )
})
afterAll(async () => {
  await registrar.close()
  await world.close()
})

const passed = (id: string) => ({ id, spec: 'lab', outcome: 'passed', detail: 'held', evidence: {} })
const believed = ['transfer_request_signature', 'access_issuer_granted'].map(passed)
const words = { en: 'no', ja: '不可', fr: 'non' }
const law = (rule: string, outcome: string) => ({ id: rule, spec: 'law', outcome, detail: 'the law', evidence: {} })

const transfer = async () =>
  (await desk(world).call('/api/transfer-requests', { issuer, subject: 'hanako', kind: 'diploma' })) as unknown as {
    status: number
    body: Result & { outcome: string; alternatives: unknown[]; error: string }
  }

describe('asking a registrar past the holder', () => {
  test('the request is signed with the access certificate and addressed to this registrar', async () => {
    answer = {
      status: 403,
      body: {
        error: 'transfer_blocked',
        rule: 'L5',
        basis: words,
        source: 'law',
        alternatives: [words],
        checks: [...believed, law('L5', 'failed')],
      },
    }
    await transfer()
    const { header, payload } = parseCompactJws(received.at(-1)!)
    expect(header).toMatchObject({ typ: 'transfer-request+jwt', x5c: [...world.context.accessKey.x5c] })
    expect(payload).toMatchObject({
      iss: world.url,
      aud: issuer,
      subject: 'hanako',
      kind: 'diploma',
      purpose: 'university_admission',
    })
  })

  test('the law blocks it, with perfect cryptography', async () => {
    const { status, body } = await transfer()
    expect([status, body.outcome]).toEqual([200, 'blocked'])
    expect(answersOf(body)).toEqual({
      technical: 'valid',
      listStatus: 'granted',
      legalStatus: 'none',
      policy: 'reject',
    })
    expect(openRows(body)).toEqual(['L5'])
    expect(body.decision.reasons).toMatchObject([{ rule: 'L5', effect: 'refuses' }])
    expect([body.disclosed, body.alternatives]).toEqual([[], [words]])
  })

  test('a registrar that finds another rule than this verifier is not agreed with', async () => {
    answer = {
      status: 200,
      body: {
        subject: 'hanako',
        kind: 'diploma',
        claims: { family_name: 'x' },
        rule: 'L1',
        basis: words,
        source: 'law',
        checks: [...believed, law('L1', 'passed')],
      },
    }
    const { body } = await transfer()
    expect(openRows(body)).toEqual(['transfer_rule_agreed'])
    expect(body.decision.policy).toBe('reject')
  })

  test('a registrar that does not believe who asks', async () => {
    answer = {
      status: 403,
      body: {
        error: 'access_denied',
        error_description: 'no',
        checks: [{ ...passed('access_issuer_listed'), outcome: 'failed' }],
      },
    }
    const { body } = await transfer()
    expect([body.outcome, answersOf(body).technical, answersOf(body).listStatus]).toEqual([
      'blocked',
      'invalid',
      'not_listed',
    ])
  })

  test.each([
    ['has no such data', 404, { error: 'not_found' }, 404, 'not_found'],
    ['breaks down', 500, { error: 'server_error' }, 503, 'temporarily_unavailable'],
    ['answers nonsense', 200, { hello: 'world' }, 503, 'temporarily_unavailable'],
    ['answers a report of nothing', 403, { checks: [] }, 503, 'temporarily_unavailable'],
  ])('a registrar that %s', async (_what, status, body, expected, code) => {
    answer = { status, body }
    const result = await transfer()
    expect([result.status, result.body.error]).toEqual([expected, code])
  })
})
