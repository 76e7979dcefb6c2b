import { expect, test } from 'vitest'
import { adjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { temporaryLabFolder } from '../../src/lab/adapters/lab-folder.ts'
import { plainNetwork } from '../../src/lab/network.ts'
import { startLab } from '../../src/lab/start-lab.ts'
import { browserClient } from './browser-client.ts'
import { ask } from './wallet-world.ts'

test.each([
  ['JP', 'EU', 'hanako', 'L5'],
  ['EU', 'JP', 'zoe', 'L4'],
] as const)(
  'a holder from %s presents to the real admissions office in %s and keeps its receipt',
  async (from, to, person, rule) => {
    const { folder, remove } = await temporaryLabFolder()
    const clock = adjustableClock()
    const silent = { info: () => {}, warn: () => {}, error: () => {} }
    const lab = await startLab({
      folder,
      clock,
      databases: 'memory',
      ports: 'any',
      advance: (duration) => clock.advance(duration),
      random: systemRandom,
      logFor: () => silent,
      logLevel: 'silent',
      staging: {},
      labUrl: 'http://localhost:4400',
      network: plainNetwork,
    })
    try {
      const { wallet, sides } = lab.world
      const { body: instance } = await ask(`${wallet.url}/api/instances`, wallet.token, { label: person })
      const api = (path: string, body?: unknown) => ask(`${wallet.url}/api${path}`, String(instance['token']), body)
      for (const [issuer, kind] of [
        [sides[from].identity, 'identity'],
        [sides[from].university, 'diploma'],
      ] as const) {
        const configuration =
          from === 'JP'
            ? { identity: 'lab_jp_identity_record', diploma: 'lab_jp_diploma' }
            : { identity: 'lab_eu_pid', diploma: 'lab_eu_diploma' }
        const { body: offer } = await ask(`${issuer.url}/desk/offers`, issuer.token, {
          credential_configuration_ids: [configuration[kind]],
          subject: person,
          by: 'reference',
          tx_code: true,
        })
        const { body: preview } = await api('/offers', { offer: offer['offer'] })
        expect(await api(`/offers/${String(preview['id'])}/accept`, { tx_code: offer['tx_code'] })).toMatchObject({
          status: 200,
          body: { credentials: [{ listed: true }] },
        })
      }
      const office = sides[to].admissions
      const { body: request } = await ask(`${office.url}/api/requests`, office.token, {
        purpose: 'university_admission',
      })
      const { body: consent } = await api('/presentations', { request: request['wallet_url'] })
      expect(consent).toMatchObject({
        can_answer: true,
        verifier: { territory: to },
        legal_basis: [{ rule, allowed: true }],
      })
      expect(await api(`/presentations/${String(consent['id'])}/approve`, {})).toMatchObject({
        body: { status: 'accepted' },
      })
      const { body: answered } = await ask(`${office.url}/api/requests/${String(request['id'])}`, office.token)
      const { receipt } = answered['result'] as { receipt: { uri: string } }
      expect(await api('/receipts', { receipt_uri: receipt.uri })).toMatchObject({
        status: 201,
        body: { claims: { legal_basis: rule, mode: 'holder_direct' } },
      })
      const browser = browserClient(wallet.url)
      await browser.get(String(instance['browser_url']).slice(wallet.url.length))
      const { status, text } = await browser.get('/receipts')
      expect(status).toBe(200)
      for (const words of ['Receipt', rule, 'University admission', '180 days', 'Presented by the holder, directly'])
        expect(text).toContain(words)
    } finally {
      await lab.close()
      await remove()
    }
  },
)
