import { request } from 'node:http'

/**
 * A browser without a window: keeps cookies, follows redirects only when told, sends forms as a page of the wallet
 * would.
 */
export interface BrowserClient {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<PageAnswer>
  post(
    path: string,
    fields: Readonly<Record<string, string>> | string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<PageAnswer>
}

export interface PageAnswer {
  readonly status: number
  readonly location: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly text: string
}

export function browserClient(base: string): BrowserClient {
  const cookies = new Map<string, string>()
  const { port, host } = new URL(base)
  const send = (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string | Buffer,
  ): Promise<PageAnswer> =>
    new Promise((resolve, reject) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const outgoing = request(
        {
          method,
          path,
          port,
          host: '127.0.0.1',
          headers: { host, accept: 'text/html,application/xhtml+xml', ...(cookie && { cookie }), ...headers },
        },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () => {
            for (const line of answer.headers['set-cookie'] ?? []) {
              const [pair = ''] = line.split(';')
              cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
            }
            const location = answer.headers.location ?? ''
            const own = location.startsWith(base) ? location.slice(base.length) : location
            resolve({
              status: answer.statusCode ?? 0,
              location: own,
              headers: answer.headers,
              text: Buffer.concat(chunks).toString('utf8'),
            })
          })
        },
      )
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  return {
    get: (path, headers = {}) => send('GET', path, headers),
    post: (path, fields, headers = {}) =>
      send(
        'POST',
        path,
        {
          'content-type': 'application/x-www-form-urlencoded',
          origin: base,
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
        typeof fields === 'string' ? Buffer.from(fields, 'latin1') : new URLSearchParams(fields).toString(),
      ),
  }
}
