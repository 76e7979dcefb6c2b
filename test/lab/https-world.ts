import { request as httpsRequest } from 'node:https'
import { onTestFinished } from 'vitest'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { labNetwork } from '../../src/lab/adapters/lab-network.ts'
import { startWorld } from '../../src/lab/adapters/worlds.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

export const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** A whole lab on https for the running test. */
export async function httpsWorld() {
  const config = { folder: temporaryFolder(), publicUrls: new Map<string, string>(), trustProxy: false }
  const { network, tls } = await labNetwork(config, { tls: true, now: systemClock.now() })
  const lab = await startWorld({}, { logFor: () => silent, labUrl: 'https://localhost:4400', network })
  onTestFinished(() => lab.close())
  return { lab, network, tls: tls! }
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly text: string
}

/** A browser's or a foreign client's request to a name under localhost. */
export const ask = (url: string, { ca, method = 'GET', headers = {}, body }: { ca: string; method?: string; headers?: Readonly<Record<string, string>>; body?: string }): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port, pathname, search } = new URL(url)
    const outgoing = httpsRequest(
      { host: '127.0.0.1', port: port || 443, servername: hostname, path: pathname + search, method, ca, agent: false, headers: { Host: new URL(url).host, ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }))
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
