import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { attestersOf } from '../../issuer/attesters.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { after, days, epochSeconds, type EpochSeconds } from '../../src/base/time.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import { jurisdictionCodes, jurisdictions } from '../../src/jurisdictions/index.ts'
import { prepareLabFolder } from '../../src/lab/adapters/lab-folder.ts'
import { environmentOf } from '../../src/lab/environment.ts'
import { paths } from '../../src/lab/material.ts'
import { plainNetwork } from '../../src/lab/network.ts'
import { places } from '../../src/lab/places.ts'
import { peoplePassword, walletAtProvider } from '../../src/lab/secrets.ts'
import { parseSchemeEntities } from '../../src/scheme-operator/scheme-entities.ts'
import { relyingPartyOf, accessCertificateChecks } from '../../src/trust/access-certificate.ts'
import { attesterAnchorsFile } from '../../src/trust/adapters/attester-anchors-file.ts'
import { certifiedKeyFile } from '../../src/trust/adapters/certified-key-file.ts'
import { parseWalletProviderConfig } from '../../src/wallet-provider/config.ts'
import { walletProvider } from '../../src/wallet-provider/organisation.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const now = epochSeconds(1_795_000_000)
const urls = new Map(places.map(({ id, host, port }) => [id, `http://${host}:${port}`]))
const ports = new Map(places.map(({ id, port }) => [id, port]))
const provider = places.find(({ service }) => service === 'wallet-provider')!
const wallet = places.find(({ service }) => service === 'wallet')!

async function prepared(folder = temporaryFolder(), at: EpochSeconds = now) {
  const tokens = await prepareLabFolder(folder, places, { now: at, random: systemRandom, urls, unlisted: undefined })
  const environment = (place: (typeof places)[number]) =>
    environmentOf(place, { folder, databases: 'memory', urls, ports, tokens, labUrl: 'http://localhost:4400', logLevel: 'warn', network: plainNetwork })
  return { folder, tokens, environment }
}

test('wallet and provider are told of each other: the address, the token, the client identifier', async () => {
  const { tokens, environment } = await prepared()
  const config = parseWalletProviderConfig(environment(provider))
  expect(config).toMatchObject({ url: 'http://wallet-provider.localhost:4402', clientId: urls.get('wallet'), walletToken: tokens[walletAtProvider] })
  expect(environment(wallet)).toMatchObject({ WALLET_PROVIDER_URL: config.url, WALLET_PROVIDER_TOKEN: config.walletToken })
  expect(new Set([config.walletToken, config.deskToken, tokens['wallet']]).size).toBe(3)
})

test('every issuer believes this provider, for wallets and for keys each by its own authority', async () => {
  const { folder, environment } = await prepared()
  const { keyFile, keyAttestationKeyFile } = parseWalletProviderConfig(environment(provider))
  const [wallets, keys] = await Promise.all([keyFile, keyAttestationKeyFile].map(certifiedKeyFile))
  for (const place of places.filter(({ service }) => service === 'issuer')) {
    const file = environment(place)['ISSUER_WALLET_PROVIDERS_FILE']!
    expect(file).toBe(join(folder, paths.walletProviders))
    const attesters = attestersOf(await attesterAnchorsFile(file), nodeFetchDocument({ development: true, allowedAddresses: [] }))
    await expect(attesters.clientAttestation(wallets!.x5c, now)).resolves.toBeUndefined()
    await expect(attesters.keyAttestation(keys!.x5c, now)).resolves.toBeUndefined()
    await expect(attesters.clientAttestation(keys!.x5c, now)).rejects.toThrow()
    await expect(attesters.keyAttestation(wallets!.x5c, now)).rejects.toThrow()
  }
})

test('every issuer has an access certificate of its own, by the authority that its list names', async () => {
  const { environment } = await prepared()
  for (const place of places) {
    if (place.service !== 'issuer') continue
    const organisation = Object.values(jurisdictions).find(({ code }) => code === place.jurisdiction)!.issuers[place.kind]
    const key = await certifiedKeyFile(environment(place)['ISSUER_ACCESS_KEY_FILE']!)
    expect(relyingPartyOf(key.x5c)).toEqual({
      name: organisation.serviceName.en, legalName: organisation.legalName, country: organisation.country,
      organizationIdentifier: organisation.organizationIdentifier, contacts: [organisation.website, organisation.email],
    })
    const subject = { trust: { x5c: key.x5c, serviceTypes: [], lists: [], at: now, now } }
    for (const { id, run } of accessCertificateChecks.filter(({ id }) => ['access_policy', 'access_subject', 'access_contact'].includes(id))) {
      await expect(Promise.resolve(subject).then(run), id).resolves.toBeDefined()
    }
  }
})

test('both lists name the provider, with the authorities that issuers believe', async () => {
  const { folder } = await prepared()
  const anchors = await attesterAnchorsFile(join(folder, paths.walletProviders))
  for (const code of jurisdictionCodes) {
    const operator = places.find((place) => place.service === 'scheme-operator' && place.jurisdiction === code)!
    const { entities } = parseSchemeEntities(JSON.parse(await readFile(join(folder, paths.entities(operator)), 'utf8')))
    const listed = entities.find(({ identifier }) => identifier === walletProvider.organizationIdentifier)
    expect(listed?.services).toMatchObject([{
      serviceType: jurisdictions[code].trustList.serviceTypes.wallet_provider,
      certificates: [...anchors.clientAttestation, ...anchors.keyAttestation].map(({ base64 }) => base64),
      status: 'granted',
    }])
  }
})

test('the people’s password can be typed, is the same at every issuer, and new in every lab', async () => {
  const [one, other] = [await prepared(), await prepared()]
  expect(one.tokens[peoplePassword]).toMatch(/^lab-\d{6}$/)
  expect(one.tokens[peoplePassword]).not.toBe(other.tokens[peoplePassword])
  const told = places.filter(({ service }) => service === 'issuer').map((place) => one.environment(place)['ISSUER_TEST_PASSWORD'])
  expect(new Set(told)).toEqual(new Set([one.tokens[peoplePassword]]))
})

test('a folder is kept over a start, and one of an older lab is made anew', async () => {
  const first = await prepared()
  expect((await prepared(first.folder, after(now, days(1)))).tokens).toEqual(first.tokens)
  const state = join(first.folder, 'lab.json')
  await writeFile(state, JSON.stringify({ ...JSON.parse(await readFile(state, 'utf8')) as object, version: 1 }))
  const renewed = await prepared(first.folder)
  expect(renewed.tokens[walletAtProvider]).not.toBe(first.tokens[walletAtProvider])
})
