import { expect, test } from 'vitest'
import { authorizationServerMetadataUrl, parseAuthorizationServerMetadata } from '../../src/oauth/authorization-server-metadata.ts'

test.each([
  ['https://as.example', 'https://as.example/.well-known/oauth-authorization-server'],
  ['https://as.example/', 'https://as.example/.well-known/oauth-authorization-server'],
  ['https://as.example/issuer1', 'https://as.example/.well-known/oauth-authorization-server/issuer1'],
  ['https://as.example/a/b/', 'https://as.example/.well-known/oauth-authorization-server/a/b'],
])('RFC 8414 §3.1: the metadata of %s lies at %s', (issuer, address) => {
  expect(authorizationServerMetadataUrl(issuer)).toBe(address)
})

const metadata = { issuer: 'https://as.example', token_endpoint: 'https://as.example/token' }

test('unknown members are left out', () => {
  expect(parseAuthorizationServerMetadata({ ...metadata, unknown: 1 }, 'https://as.example')).toEqual(metadata)
})

test.each([
  ['another issuer (RFC 8414 §3.3)', { ...metadata, issuer: 'https://evil.example' }, /another issuer/],
  ['a slash more', { ...metadata, issuer: 'https://as.example/' }, /another issuer/],
  ['no token endpoint', { issuer: 'https://as.example' }, /token_endpoint/],
  ['a list that is none', { ...metadata, grant_types_supported: 'authorization_code' }, /grant_types_supported/],
  ['no object', 'metadata', /not authorization server metadata/],
])('refused: %s', (_what, value, says) => {
  expect(() => parseAuthorizationServerMetadata(value, 'https://as.example')).toThrow(says)
})
