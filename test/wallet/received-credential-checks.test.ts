import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { certifiedKey, generateSoftwareKey, softwareSigningKey } from '../../src/jose/adapters/software-signing-key.ts'
import type { P256PublicJwk } from '../../src/jose/jwk.ts'
import { parseCompactJws, signCompactJws } from '../../src/jose/jws.ts'
import type { CertifiedKey } from '../../src/jose/signing-key.ts'
import { issueSdJwtVc } from '../../src/sd-jwt/issue-sd-jwt-vc.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { receivedCredentialChecks } from '../../wallet/received-credential-checks.ts'
import { answered, failedChecks, inTheClear, interception } from './interception.ts'
import { walletWorld, type Answer, type Holder, type WalletWorld } from './wallet-world.ts'

const { network, put, clear } = interception()

let world: WalletWorld
let holder: Holder
beforeAll(async () => {
  world = await walletWorld({ fetchDocument: network })
  holder = await world.holder()
})
afterAll(() => world.close())
afterEach(clear)

const previewOf = async () => {
  put(inTheClear)
  const { offer } = await world.offer('university.jp', 'hanako')
  return { id: String((await holder.api('/offers', { offer })).body['id']) }
}
const accept = (id: string, body: object = {}): Promise<Answer> => holder.api(`/offers/${id}/accept`, body)

describe('each check before storing has a credential that fails it and no other', () => {
  const issuerKey = (): CertifiedKey => {
    const { privateJwk, x5c } = JSON.parse(readFileSync(join(world.folder, 'keys/university.jp.json'), 'utf8'))
    return certifiedKey(softwareSigningKey(privateJwk), x5c)
  }
  interface Parts {
    readonly key: CertifiedKey
    readonly claims: JsonObject
    readonly holderKey: P256PublicJwk
  }
  const issue = ({ key, claims, holderKey }: Parts): Promise<string> =>
    issueSdJwtVc({
      key,
      claims,
      always: [],
      disclosable: [['family_name']],
      holderKey,
      random: systemRandom,
      decoys: 0,
    })
  const tampered = async (parts: Parts, change: (jwt: string) => string): Promise<string> => {
    const [jwt, ...rest] = (await issue(parts)).split('~')
    return [change(jwt!), ...rest].join('~')
  }
  const withHeader = (jwt: string, change: object): string => {
    const [header, ...rest] = jwt.split('.')
    const changed = { ...JSON.parse(Buffer.from(header!, 'base64url').toString()), ...change }
    return [Buffer.from(JSON.stringify(changed)).toString('base64url'), ...rest].join('.')
  }

  const rows: readonly (readonly [string, (parts: Parts) => Promise<string>])[] = [
    ['issuer_jwt', (parts) => tampered(parts, (jwt) => withHeader(jwt, { typ: 'JWT' }))],
    ['no_key_binding', async (parts) => `${await issue(parts)}a.b.c`],
    ['issuer_certificate', (parts) => tampered(parts, (jwt) => withHeader(jwt, { x5c: [] }))],
    [
      'issuer_signature',
      (parts) =>
        tampered(parts, (jwt) => `${jwt.slice(0, jwt.lastIndexOf('.'))}.${Buffer.alloc(64, 1).toString('base64url')}`),
    ],
    [
      'disclosures',
      async (parts) => `${await issue(parts)}${Buffer.from('["salt","family_name","LAB"]').toString('base64url')}~`,
    ],
    [
      'hash_function',
      async (parts) => {
        const [jwt, ...rest] = (await issue(parts)).split('~')
        const {
          header: { alg: _, ...header },
          payload,
        } = parseCompactJws(jwt!)
        return [await signCompactJws(parts.key, header, { ...payload, _sd_alg: 'md5' }), ...rest].join('~')
      },
    ],
    ['registered_claims', (parts) => issue({ ...parts, claims: { ...parts.claims, iss: 7 } })],
    ['vct', (parts) => issue({ ...parts, claims: { ...parts.claims, vct: 'urn:lab:other:1' } })],
    ['validity_period', (parts) => issue({ ...parts, claims: { ...parts.claims, exp: world.clock.now() - 3600 } })],
    ['holder_key', (parts) => issue({ ...parts, holderKey: generateSoftwareKey().key.publicJwk })],
    ['status', (parts) => issue({ ...parts, claims: withoutStatus(parts.claims) })],
  ]
  const withoutStatus = ({ status: _, ...claims }: JsonObject): JsonObject => claims

  test.each(rows)('%s', async (id, make) => {
    const offer = await previewOf()
    put(async (request, answer) => {
      const good = await answer()
      if (!request.url.endsWith('/credential')) return good
      const proof = parseCompactJws(JSON.parse(request.body!).proofs.jwt[0])
      const { status, exp } = parseSdJwt(JSON.parse(good.text).credentials[0].credential).issuerJwt.payload
      const claims = {
        vct: 'urn:eu.europa.ec.eudi:learning:credential:1',
        iat: world.clock.now(),
        exp: exp!,
        family_name: '見本',
        status: status!,
      }
      const credential = await make({
        key: issuerKey(),
        claims,
        holderKey: proof.header['jwk'] as unknown as P256PublicJwk,
      })
      return answered({ credentials: [{ credential }] })
    })
    const refused = await accept(offer.id)
    expect(refused).toMatchObject({ body: { error: 'credential_refused' } })
    expect(failedChecks(refused)).toEqual([id])
  })

  test('every check has a row; the lists have theirs above and in the crossing', () => {
    const elsewhere = ['trust_list', 'issuer_listed', 'issuer_granted', 'type_metadata']
    expect([...rows.map(([id]) => id), ...elsewhere].sort()).toEqual(
      receivedCredentialChecks.map(({ id }) => id).sort(),
    )
  })

  test('issuer_granted: an issuer that was withdrawn', async () => {
    await world.desk('trust.jp', '/desk/services/diploma-issuance/status', { status: 'withdrawn' })
    const { id } = await previewOf()
    const refused = await accept(id)
    expect(refused).toMatchObject({ body: { error: 'credential_refused' } })
    expect(failedChecks(refused)).toEqual(['issuer_granted'])
    expect(await accept(id, { accept_unlisted: true })).toMatchObject({ body: { error: 'credential_refused' } })
    await world.desk('trust.jp', '/desk/services/diploma-issuance/status', { status: 'granted' })
  })
})
