import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../src/http/security-headers.ts'

test('a form may lead to the origins that are named, and to schemes', () => {
  const policy = contentSecurityPolicy([
    'https://verifier.example/responses/1?x=1',
    'http://a.localhost:4401',
    'openid4vp:',
  ])
  expect(policy).toContain("form-action 'self' https://verifier.example http://a.localhost:4401 openid4vp:;")
})

test.each(["'unsafe-inline'", '*', 'x; script-src *', ''])('%s cannot widen the policy', (target) => {
  expect(() => contentSecurityPolicy([target])).toThrow(TypeError)
})

test('a host cannot carry a directive with it', () => {
  expect(() => contentSecurityPolicy(['https://a;script-src */'])).toThrow(TypeError)
})
