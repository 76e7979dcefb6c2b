import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { seconds } from '../../src/base/time.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import { parseCompactJws } from '../../src/jose/jws.ts'
import { temporaryLabFolder } from '../../src/lab/adapters/lab-folder.ts'
import { labNetwork } from '../../src/lab/adapters/lab-network.ts'
import { leftLab, NeverStarted } from '../../src/lab/adapters/left-lab.ts'
import { admitSuite, suiteWallet } from '../../src/lab/adapters/suite-files.ts'
import { makeInterop, type Interop } from '../../src/lab/interop/interop-facts.ts'
import { interopText } from '../../src/lab/interop/interop-text.ts'
import { sendOffer } from '../../src/lab/interop/send-offer.ts'
import { suiteCallback, suiteIssuerPlan } from '../../src/lab/interop/suite-issuer-plan.ts'
import { startLab } from '../../src/lab/start-lab.ts'
import { plainInk } from '../../src/lab/terminal-report.ts'
import { parseAuthorizationRequest, processRequestObjectResponse, requestObjectRequest } from '../../src/openid4vp/authorization-request.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { parseCertificate } from '../../src/x509/certificate.ts'
import { validatePath } from '../../src/x509/certification-path.ts'
import { certificatesInPem } from '../../src/x509/pem.ts'
import { parseX5c } from '../../src/x509/x5c.ts'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { silent } from './https-world.ts'
import { driveBrowser, suiteClient } from './suite-client.ts'

const place = { suite: 'https://suite.example:8443', alias: 'lab' }

/** A lab on https in a folder, and what its `npm run interop` says. */
async function startedIn(folder: string) {
  const { network, tls } = await labNetwork({ folder, publicUrls: new Map(), trustProxy: false }, { tls: true, now: systemClock.now() })
  const lab = await startLab({
    folder, network, databases: 'memory', ports: 'any', clock: systemClock, advance: () => {}, random: systemRandom,
    logFor: () => silent, logLevel: 'silent', staging: {}, labUrl: 'https://localhost:4400',
  })
  const http = nodeFetchDocument({ development: false, extraCa: tls!.root, allowedAddresses: ['loopback'] })
  return { lab, http, interop: makeInterop(await leftLab(folder)) }
}

const leadsTo = async (jwt: string, pems: readonly string[]): Promise<boolean> => {
  const { header } = parseCompactJws(jwt)
  const anchors = pems.flatMap(certificatesInPem).map(parseCertificate)
  const purpose = { keyUsage: 'digitalSignature', extendedKeyUsage: 'any' } as const
  return (await validatePath({ chain: parseX5c(header), anchors, at: systemClock.now(), purpose })).accepted
}

const limits = { maxBytes: 500_000, timeout: seconds(10) }

describe('what the command prints is what the lab is', () => {
  let world: Awaited<ReturnType<typeof startedIn>>
  let interop: Interop
  beforeAll(async () => {
    const { folder, remove } = await temporaryLabFolder()
    world = await startedIn(folder)
    interop = world.interop
    return async () => {
      await world.lab.close()
      await remove()
    }
  })

  test('metadata stand where it says, for the configurations it names', async () => {
    expect(interop.issuers).toHaveLength(4)
    for (const issuer of interop.issuers) {
      const metadata = JSON.parse((await world.http({ url: issuer.credential_issuer_metadata, accept: 'application/json', ...limits })).text) as Record<string, object>
      expect(metadata['credential_issuer']).toBe(issuer.credential_issuer)
      expect(Object.keys(metadata['credential_configurations_supported']!)).toEqual(issuer.credential_configurations.map(({ id }) => id))
      const server = JSON.parse((await world.http({ url: issuer.authorization_server_metadata, accept: 'application/json', ...limits })).text) as Record<string, string>
      expect(server['issuer']).toBe(issuer.credential_issuer)
    }
  })

  test('signed metadata lead to the anchor', async () => {
    for (const { credential_issuer_metadata: url, anchors } of interop.issuers) {
      const { text, contentType } = await world.http({ url, accept: 'application/jwt', ...limits })
      expect([contentType, await leadsTo(text, anchors.signed_metadata)]).toEqual(['application/jwt', true])
      expect(await leadsTo(text, anchors.credentials)).toBe(false)
    }
  })

  test('a request made at a verifier’s desk leads to the anchor and has the client_id', async () => {
    for (const { desk, client_id, anchors } of interop.verifiers) {
      const { status, text } = await world.http({
        url: desk.requests, method: 'POST', accept: 'application/json', contentType: 'application/json', ...limits,
        headers: { Authorization: `Bearer ${desk.token}` }, body: JSON.stringify({ purpose: 'university_admission' }),
      })
      expect(status).toBe(201)
      const request = parseAuthorizationRequest((JSON.parse(text) as { openid4vp_url: string }).openid4vp_url)
      expect(request.client_id).toBe(client_id)
      const requestObject = processRequestObjectResponse(await world.http(requestObjectRequest(request)))
      expect(await leadsTo(requestObject, anchors.access_certificate)).toBe(true)
    }
  })

  test('the wallet answers at the addresses, and its provider’s anchors are those that issuers trust', async () => {
    const { wallet } = interop
    expect((await world.http({ url: wallet.home, accept: 'text/html', ...limits })).status).toBe(200)
    expect((await world.http({ url: `${wallet.credential_offer_endpoint}?credential_offer=x`, accept: 'application/json', ...limits })).status).toBe(400)
    expect(wallet.anchors.client_attestation).not.toEqual(wallet.anchors.key_attestation)
    expect([wallet.redirect_uri.startsWith(wallet.client_id), wallet.attester]).toEqual([true, world.lab.services.find(({ place: { service } }) => service === 'wallet-provider')!.url])
  })

  test('the lists are signed by whom it says', async () => {
    for (const { url, signers } of interop.trust_lists) {
      const { text } = await world.http({ url, accept: 'application/jose', ...limits })
      expect((parseCompactJws(text.trim()).header['x5c'] as string[])[0]).toBe(certificatesInPem(signers[0]!)[0])
    }
  })

  test('text and JSON have the same addresses, tokens and anchors', () => {
    const text = interopText(interop, plainInk)
    const values: string[] = []
    JSON.stringify(interop, (_name, value: unknown) => {
      if (typeof value === 'string' && (value.startsWith('http') || value.startsWith('-----BEGIN') || value.startsWith('x509_hash'))) values.push(value.trim())
      return value
    })
    expect(values.length).toBeGreaterThan(40)
    expect(values.filter((value) => !text.includes(value))).toEqual([])
  })
})

test('an offer is brought to a credential offer endpoint, as its holder’s browser would', async () => {
  const folder = temporaryFolder()
  const { interop, lab } = await startedIn(folder)
  onTestFinished(() => lab.close())
  const arrived: URLSearchParams[] = []
  const suite = createServer((req, res) => {
    arrived.push(new URL(req.url!, 'http://suite').searchParams)
    res.writeHead(204).end()
  })
  await new Promise<void>((resolve) => suite.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void suite.close())
  const to = `http://127.0.0.1:${(suite.address() as AddressInfo).port}/credential_offer?alias=x`
  const plain = nodeFetchDocument({ development: true, extraCa: interop.https_root!.pem })
  const issuer = interop.issuers[0]!
  const wish = { to, configurationId: issuer.credential_configurations[0]!.id, subject: issuer.test_users.first }
  expect(await sendOffer(plain, issuer, { ...wish, by: 'reference', grant: 'authorization_code', txCode: false })).toEqual({ answer: 204 })
  expect(await sendOffer(plain, issuer, { ...wish, by: 'value', grant: 'pre-authorized_code', txCode: true })).toMatchObject({ answer: 204, txCode: expect.stringMatching(/^\d+$/) as string })
  const atWallet = await sendOffer(nodeFetchDocument({ development: false, allowedAddresses: ['loopback'], extraCa: interop.https_root!.pem }), issuer, {
    ...wish, to: interop.wallet.credential_offer_endpoint, by: 'reference', grant: 'authorization_code', txCode: false,
  })
  expect(atWallet).toEqual({ answer: 'redirect' })
  expect(arrived.map((query) => query.get('alias'))).toEqual(['x', 'x'])
  expect(arrived[0]!.get('credential_offer_uri')).toMatch(/^https:/)
  expect(JSON.parse(arrived[1]!.get('credential_offer')!)).toMatchObject({ credential_issuer: issuer.credential_issuer, credential_configuration_ids: [wish.configurationId] })
})

test('a folder in which no lab was started is told in one sentence', async () => {
  const attempt = leftLab(temporaryFolder())
  await expect(attempt).rejects.toBeInstanceOf(NeverStarted)
  await expect(attempt).rejects.toThrow('Start it once')
})

test('admitting the suite keeps what was set before, and its keys', async () => {
  const folder = temporaryFolder()
  const { interop, lab } = await startedIn(folder)
  await lab.close()
  mkdirSync(join(folder, 'settings'), { recursive: true })
  writeFileSync(join(folder, 'settings/identity.eu.env'), 'ISSUER_ATTESTATION_CHALLENGES=offered\n')
  const suite = await suiteWallet(folder, systemClock.now())
  expect(await suiteWallet(folder, systemClock.now())).toEqual(suite)
  const file = await admitSuite(folder, { place: 'identity.eu', suite, callback: suiteCallback(place), wallet: interop.wallet })
  expect(readFileSync(file, 'utf8').split('\n').map((line) => line.split('=')[0])).toEqual([
    'ISSUER_ATTESTATION_CHALLENGES', 'ISSUER_CLIENTS_FILE', 'ISSUER_WALLET_PROVIDERS_FILE', '',
  ])
  expect(() => suiteIssuerPlan(interop.issuers[0]!, suite, { place, configurationId: 'nothing' })).toThrow(RangeError)
})

describe('a foreign test suite, admitted by configuration alone', () => {
  /** The lab started, the suite admitted at one issuer, the lab started again. */
  async function admitted() {
    const folder = temporaryFolder()
    const before = await startedIn(folder)
    await before.lab.close()
    const suite = await suiteWallet(folder, systemClock.now())
    await admitSuite(folder, { place: 'identity.eu', suite, callback: suiteCallback(place), wallet: before.interop.wallet })
    const { lab, http, interop } = await startedIn(folder)
    onTestFinished(() => lab.close())
    const issuer = interop.issuers.find(({ place }) => place === 'identity.eu')!
    const plan = suiteIssuerPlan(issuer, suite, { place, configurationId: issuer.credential_configurations[0]!.id })
    const elsewhere = { ...plan, vci: { ...plan.vci, credential_issuer_url: interop.issuers.find(({ place }) => place === 'university.eu')!.credential_issuer } }
    return { plan, elsewhere, http }
  }

  test('its client is let in there, with its own redirect address, and nowhere else', async () => {
    const { plan, elsewhere, http } = await admitted()
    const callback = suiteCallback(place)
    expect((await suiteClient(plan, http).push(callback)).status).toBe(201)
    expect((await suiteClient(plan, http).push(`${callback}?dummy1=lorem&dummy2=ipsum`)).status).toBe(400)
    expect((await suiteClient({ ...plan, client: plan.client2 }, http).push(`${callback}?dummy1=lorem&dummy2=ipsum`)).status).toBe(201)
    expect([400, 401]).toContain((await suiteClient(elsewhere, http).push(callback)).status)
  })

  test.skipIf(noBrowser() !== undefined)('its browser follows the plan to the end, and the credential leads to the plan’s anchor', async () => {
    const { plan, http } = await admitted()
    const callback = suiteCallback(place)
    const browser = await openBrowser()
    onTestFinished(() => browser.close())
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true, javaScriptEnabled: false })).newPage()
    await page.route(`${place.suite}/**`, (route) => route.fulfill({ contentType: 'text/html', body: '<p id="submission_complete">done</p>' }))

    const client = suiteClient(plan, http)
    const ended = new URL(await driveBrowser(page, plan, await client.authorizationUrl(await client.push(callback))))
    expect([ended.searchParams.get('state'), ended.searchParams.get('iss')]).toEqual(['state-of-the-suite', plan.vci.credential_issuer_url])

    const credential = await client.collect(ended.searchParams.get('code')!, callback)
    const { issuerJwt } = parseSdJwt(credential)
    expect(issuerJwt.payload['vct']).toBe('urn:eudi:pid:1')
    expect(await leadsTo(credential.split('~')[0]!, [plan.credential.trust_anchor_pem])).toBe(true)
    const { uri } = (issuerJwt.payload['status'] as { status_list: { uri: string } }).status_list
    const list = await http({ url: uri, accept: 'application/statuslist+jwt', ...limits })
    expect(await leadsTo(list.text, [plan.credential.status_list_trust_anchor_pem])).toBe(true)
  })
})
