import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { labNetwork } from '../../src/lab/adapters/lab-network.ts'
import { startLab } from '../../src/lab/start-lab.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { ask, silent } from './https-world.ts'

const root = join(import.meta.dirname, '../..')

/** A folder that a lab on https has used and left: its files are all that the programs below know. */
async function leftFolder() {
  const folder = temporaryFolder()
  const { network, tls } = await labNetwork({ folder, publicUrls: new Map(), trustProxy: false }, { tls: true, now: systemClock.now() })
  const lab = await startLab({
    folder, network, databases: 'files', ports: 'any', clock: systemClock, advance: () => {}, random: systemRandom,
    logFor: () => silent, logLevel: 'error', staging: {}, labUrl: 'https://localhost:4400',
  })
  await lab.close()
  return { folder, ca: tls!.root, rootFile: tls!.rootFile, lab }
}

async function program(main: string, environmentFile: string, url: string, ca: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, main), environmentFile], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
  onTestFinished(() => ended(child))
  let said = ''
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await expect.poll(() => ask(`${url}/health`, { ca }).then(({ status }) => status, () => said || 'starting'), { timeout: 30_000, interval: 200 }).toBe(200)
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const closed = once(child, 'close')
  child.kill('SIGTERM')
  await closed
}

test('services that run as programs of their own serve https, and reach each other over it', async () => {
  const { folder, ca, lab } = await leftFolder()
  const environment = (id: string): string => join(folder, `env/${id}.env`)
  const urlOf = (id: string): string => lab.services.find(({ place }) => place.id === id)!.url
  await Promise.all([
    program('issuer/main.ts', environment('university.jp'), urlOf('university.jp'), ca),
    program('wallet/main.ts', environment('wallet'), urlOf('wallet'), ca),
  ])
  const { ISSUER_DESK_TOKEN: desk, ISSUER_PROFILE: profile } = parseEnv(readFileSync(environment('university.jp'), 'utf8'))
  const { WALLET_ADMIN_TOKEN: admin } = parseEnv(readFileSync(environment('wallet'), 'utf8'))
  expect(profile).toBe('JP/diploma')

  const metadata = JSON.parse((await ask(`${urlOf('university.jp')}/.well-known/openid-credential-issuer`, { ca })).text) as {
    credential_configurations_supported: object
  }
  const [configuration] = Object.keys(metadata.credential_configurations_supported)
  const post = async (url: string, token: string, body: object) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const { status, text } = await ask(url, { ca, method: 'POST', headers, body: JSON.stringify(body) })
    return { status, body: JSON.parse(text) as Record<string, string> }
  }
  const offered = await post(`${urlOf('university.jp')}/desk/offers`, desk!, {
    subject: 'hanako', credential_configuration_ids: [configuration], by: 'reference',
  })
  expect(offered.status).toBe(201)
  const instance = await post(`${urlOf('wallet')}/api/instances`, admin!, { label: 'LAB over https' })
  const received = await post(`${urlOf('wallet')}/api/offers`, instance.body['token']!, { offer: offered.body['offer'] })
  expect([received.status, JSON.stringify(received.body).includes(urlOf('university.jp'))]).toEqual([201, true])
}, 60_000)

test('any Node program trusts the lab by NODE_EXTRA_CA_CERTS, and none without', async () => {
  const { folder, ca, rootFile, lab } = await leftFolder()
  const place = lab.services.find(({ place }) => place.service === 'scheme-operator')!
  await program('src/scheme-operator/main.ts', join(folder, `env/${place.place.id}.env`), place.url, ca)
  const get = `
    const { hostname: servername, host: Host, port } = new URL(process.argv[1] + '/health')
    require('https').get({ host: '127.0.0.1', port, path: '/health', servername, headers: { Host } }, (res) => console.log(res.statusCode))
      .on('error', (error) => console.log(error.code))`
  const run = async (env: NodeJS.ProcessEnv): Promise<string> => {
    const child = spawn(process.execPath, ['-e', get, place.url], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await once(child, 'close')
    return said.trim()
  }
  expect(await run({ NODE_EXTRA_CA_CERTS: rootFile })).toBe('200')
  expect(await run({})).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
}, 60_000)
