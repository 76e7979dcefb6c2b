import { Agent, request } from 'node:http'
import { connect } from 'node:net'

/** What is sent, with nothing repaired on the way. */
export interface Attack {
  readonly origin: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string | Uint8Array
  /** Without a Content-Length. */
  readonly chunked?: boolean
  /** Rate limits count by address: on Linux all of 127.0.0.0/8 is this machine. */
  readonly from?: string
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 })

export const attack = ({ origin, method, path, headers, body, chunked = false, from }: Attack): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const length = chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(Buffer.byteLength(body)) }
    const { hostname, port } = new URL(origin)
    const outgoing = request({
      hostname, port, method, path, agent,
      headers: { ...length, ...headers } as Record<string, string | string[]>,
      ...(from !== undefined && process.platform === 'linux' && { localAddress: from }),
    }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString('utf8') }))
    })
    outgoing.on('error', reject)
    if (chunked) outgoing.write(body)
    outgoing.end(chunked ? undefined : body)
  })

/** Bytes that are hardly HTTP, over a bare connection; what came back until it was closed. */
export const attackRaw = (origin: string, bytes: string | Uint8Array): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const chunks: Buffer[] = []
    socket.setTimeout(5_000, () => socket.destroy())
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
  })
