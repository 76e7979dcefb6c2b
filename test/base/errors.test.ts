import { expect, test } from 'vitest'
import { ProtocolError } from '../../src/base/errors.ts'

test('an error for the other party: its code, its words, and nothing private', () => {
  const error = new ProtocolError('invalid_grant', 'the code was used', {
    cause: new Error('row 7'),
    headers: { 'DPoP-Nonce': 'x' },
  })
  expect(JSON.parse(JSON.stringify(error))).toEqual({ error: 'invalid_grant', error_description: 'the code was used' })
  expect(error).toMatchObject({ status: 400, headers: { 'DPoP-Nonce': 'x' }, cause: new Error('row 7') })
  expect(new ProtocolError('invalid_token', 'no', { status: 401 }).status).toBe(401)
})

test('RFC 6749 §5.2: the description has printable ASCII without quote and backslash', () => {
  expect(new ProtocolError('x', 'say "a\\b" é\n花').message).toBe("say 'a/b' ???")
})
