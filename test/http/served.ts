import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import type { RequestHandler } from 'express'
import type { Log, LogFields } from '../../src/base/log.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { makeApp, type AppParts, type Route } from '../../src/http/app.ts'

export const route = (method: Route['method'], path: string, ...handlers: readonly RequestHandler[]): Route => ({
  method,
  path,
  spec: 'lab',
  handlers,
})

export interface LoggedEvent {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: LogFields
  readonly error?: unknown
}

export function recordingLog(): Log & { readonly events: LoggedEvent[] } {
  const events: LoggedEvent[] = []
  return {
    events,
    info: (event, fields = {}) => void events.push({ level: 'info', event, fields }),
    warn: (event, fields = {}) => void events.push({ level: 'warn', event, fields }),
    error: (event, error, fields = {}) => void events.push({ level: 'error', event, fields, error }),
  }
}

/** A real server on loopback for the running test, with these routes. */
export async function served(routes: readonly Route[], parts: Partial<AppParts> = {}) {
  const log = recordingLog()
  const binding = await bind({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => binding.close())
  binding.serve(makeApp({ log, routes, basePath: '', trustProxy: false, ...parts }))
  const url = `http://127.0.0.1:${binding.port}`
  return {
    url,
    port: binding.port,
    log,
    send: (path: string, init?: RequestInit) => fetch(url + path, { redirect: 'manual', ...init }),
  }
}

/** Sends bytes that no HTTP client would send, and gives everything that came back. */
export const sendRaw = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(text, 'latin1')))
    socket.setTimeout(3_000, () => socket.destroy())
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
