import { epochSeconds } from '../../src/base/time.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import type { Faults } from './issuer-faults.ts'
import { credential, now, present, stranger } from './lab-credential.ts'
import { bind, disclosures, flipped, unsigned } from './raw-presentation.ts'

/** For each check of what the holder signed, inputs that fail it and no other. */
export const holderFaults: Faults = {
  key_binding_present: {
    'no Key Binding JWT': () => credential,
    'something else after the last tilde': () => `${credential}${disclosures[1]}`,
  },
  key_binding_signature: {
    'a signature with another key': () => present(credential, { holderKey: stranger }),
    'a signature with one letter changed': async () => flipped(await present(credential)),
    'another typ': () => bind(credential, { header: { typ: 'JWT' } }),
    'alg none': async () => credential + unsigned((await bind(credential)).split('~').at(-1)!),
  },
  key_binding_fresh: {
    'made too long ago': () => present(credential, { now: epochSeconds(now - 361) }),
    'made in the future': () => present(credential, { now: epochSeconds(now + 61) }),
    'no iat': () => bind(credential, { body: { iat: null } }),
    'iat that is a text': () => bind(credential, { body: { iat: String(now) } }),
    'an expired Key Binding JWT': () => bind(credential, { body: { exp: now - 60 } }),
    'a Key Binding JWT that is not valid yet': () => bind(credential, { body: { nbf: now + 61 } }),
  },
  key_binding_transaction: {
    'the nonce of another request': () => present(credential, { nonce: 'another' }),
    'no nonce': () => bind(credential, { body: { nonce: null } }),
  },
  key_binding_audience: {
    'made for another verifier': () => present(credential, { audience: 'x509_hash:another' }),
    'made for this verifier and another': () => bind(credential, { body: { aud: ['x509_hash:lab-verifier', 'x'] } }),
    'no audience': () => bind(credential, { body: { aud: null } }),
  },
  sd_hash: {
    'a disclosure added after signing': () => bind(credential, { over: withoutFamilyName }),
    'a disclosure taken away after signing': () => bind(withoutFamilyName, { over: credential }),
    'no sd_hash': () => bind(credential, { body: { sd_hash: null } }),
  },
}

const familyName = parseSdJwt(credential).disclosures.find(({ name }) => name === 'family_name')!
const withoutFamilyName = credential.replace(`${familyName.text}~`, '')
