import { digest, ES256, generateSalt } from '@sd-jwt/crypto-nodejs'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { beforeAll, describe, expect, test } from 'vitest'
import { minutes } from '../../src/base/time.ts'
import { certifiedKey, generateSoftwareKey, softwareSigningKey } from '../../src/jose/adapters/software-signing-key.ts'
import { decodeReceivedSdJwtVc, receivedSdJwtVcChecks } from '../../src/sd-jwt/receive-sd-jwt-vc.ts'
import { acceptSdJwtVc, decodeSdJwtVc, sdJwtVcChecks } from '../../src/sd-jwt/sd-jwt-vc-checks.ts'
import { StatusType } from '../../src/status-list/status-list.ts'
import { publishStatusList } from '../../src/status-list/publish-status-list.ts'
import {
  audience,
  claims,
  credential,
  expected,
  failed,
  issue,
  issuer,
  nonce,
  now,
  present,
  run,
  vct,
} from './lab-credential.ts'

const theirHolder = generateSoftwareKey()
let peer: SDJwtVcInstance
let statusOf4711: number = StatusType.valid

beforeAll(async () => {
  const { d: _, ...issuerPublic } = issuer.privateJwk
  const verifier = await ES256.getVerifier(issuerPublic)
  peer = new SDJwtVcInstance({
    signAlg: 'ES256',
    signer: await ES256.getSigner(issuer.privateJwk),
    verifier,
    statusVerifier: verifier,
    kbSignAlg: 'ES256',
    kbSigner: await ES256.getSigner(theirHolder.privateJwk),
    kbVerifier: async (data, signature, { cnf }) => (await ES256.getVerifier(cnf!.jwk))(data, signature),
    hasher: digest,
    hashAlg: 'sha-256',
    saltGenerator: generateSalt,
    statusListFetcher: (uri) =>
      publishStatusList({
        key: certifiedKey(softwareSigningKey(issuer.privateJwk), issuer.x5c),
        uri,
        bits: 2,
        size: 10_000,
        statuses: [{ index: 4711, status: statusOf4711 }],
        now,
        ttl: minutes(5),
        lifetime: minutes(60),
      }),
  })
})

describe('what we make, for @sd-jwt/sd-jwt-vc', () => {
  test('our credential verifies there, status included, and says the same', async () => {
    const { payload } = await peer.verify(credential, { currentDate: now })
    expect(payload).toEqual({ ...claims, cnf: { jwk: expect.objectContaining({ kty: 'EC' }) } })
  })

  test('our presentation verifies there, with its key binding', async () => {
    const { payload, kb } = await peer.verify(await present(credential), { currentDate: now, keyBindingNonce: nonce })
    expect(payload).toMatchObject({ given_name: 'LAB-Hanako', address: { locality: 'LAB-Town', country: 'XM' } })
    expect(payload).not.toHaveProperty('family_name')
    expect(kb!.payload).toMatchObject({ nonce, aud: audience })
  })

  test('another nonce, a changed disclosure and a revoked credential are refused there too', async () => {
    const presentation = await present(credential)
    await expect(peer.verify(presentation, { currentDate: now, keyBindingNonce: 'another' })).rejects.toThrow(
      'Invalid Nonce',
    )
    const [jwt, , ...others] = presentation.split('~')
    const changed = [jwt, 'WyJzIiwiZmFtaWx5X25hbWUiLCJMQUItTXVzdGVyIl0', ...others].join('~')
    await expect(peer.verify(changed, { currentDate: now, keyBindingNonce: nonce })).rejects.toThrow('sd_hash')
    statusOf4711 = StatusType.invalid
    await expect(peer.verify(credential, { currentDate: now })).rejects.toThrow('Status is not valid')
    statusOf4711 = StatusType.valid
  })

  test('their wallet presents our credential to our verifier', async () => {
    const held = await issue({ holderKey: theirHolder.key.publicJwk })
    const frame = { given_name: true, address: { locality: true } }
    const text = await peer.present(held, frame, { kb: { payload: { iat: now, aud: audience, nonce } } })
    const subject = decodeSdJwtVc(text, expected)
    const report = await run(subject, sdJwtVcChecks)
    expect(failed(report)).toEqual([])
    expect(acceptSdJwtVc(report, subject).claims).toMatchObject({
      given_name: 'LAB-Hanako',
      address: { locality: 'LAB-Town' },
    })
  })
})

describe('what @sd-jwt/sd-jwt-vc makes, for us', () => {
  const issueThere = async () => {
    const { kty, crv, x, y } = theirHolder.key.publicJwk
    return peer.issue(
      {
        ...claims,
        vct,
        iss: String(claims['iss']),
        iat: now,
        exp: now + 1000,
        cnf: { jwk: { kty, crv, x, y } },
      } as Parameters<typeof peer.issue>[0],
      {
        _sd: ['given_name', 'family_name', 'address'],
        _sd_decoy: 3,
        address: { _sd: ['locality', 'country'] },
        nationalities: { _sd: [0, 1] },
      } as unknown as Parameters<typeof peer.issue>[1],
      { header: { x5c: [...issuer.x5c] } },
    )
  }

  test('our wallet keeps their credential', async () => {
    const subject = decodeReceivedSdJwtVc(await issueThere(), {
      now,
      skew: minutes(1),
      vct: [vct],
      holderKey: theirHolder.key.publicJwk,
    })
    expect(failed(await run(subject, receivedSdJwtVcChecks))).toEqual([])
    expect(subject.processed().claims).toMatchObject({
      given_name: 'LAB-Hanako',
      nationalities: ['XA', 'XB'],
      address: claims['address'],
    })
  })

  test('their presentation passes all our checks, and we see what they disclosed', async () => {
    const frame = { given_name: true, nationalities: { 1: true }, address: { locality: true } }
    const text = await peer.present(await issueThere(), frame, { kb: { payload: { iat: now, aud: audience, nonce } } })
    const subject = decodeSdJwtVc(text, expected)
    const report = await run(subject, sdJwtVcChecks)
    expect(failed(report)).toEqual([])
    const seen = acceptSdJwtVc(report, subject).claims
    expect(seen).toMatchObject({ given_name: 'LAB-Hanako', nationalities: ['XB'], address: { locality: 'LAB-Town' } })
    expect(seen).not.toHaveProperty('family_name')
    expect(seen['address']).not.toHaveProperty('country')
  })

  test('our wallet presents their credential to them', async () => {
    const text = await present(await issueThere(), {
      holderKey: theirHolder.key,
      disclose: [['family_name'], ['nationalities', null]],
    })
    const { payload } = await peer.verify(text, { currentDate: now, keyBindingNonce: nonce })
    expect(payload).toMatchObject({ family_name: 'LAB-Mihon', nationalities: ['XA', 'XB'] })
    expect(payload).not.toHaveProperty('given_name')
  })
})
