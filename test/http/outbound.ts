import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo, Server, Socket } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { seconds } from '../../src/base/time.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import { FetchFailed, type FetchedDocument, type OutboundRequest } from '../../src/http/fetch-document.ts'

export const development = nodeFetchDocument({ development: true })
export const production = nodeFetchDocument({ development: false })
export const limits = { accept: 'application/json', maxBytes: 1_000, timeout: seconds(2) }

export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A server on loopback for the running test. */
export async function answering(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listening(createServer(listener))}`
}

export const get = (url: string, more: Partial<OutboundRequest> = {}): Promise<FetchedDocument> =>
  development({ url, ...limits, ...more })

export async function failure(answer: Promise<unknown>): Promise<FetchFailed> {
  const error: unknown = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(FetchFailed)
  return error as FetchFailed
}
export const code = async (answer: Promise<unknown>) => (await failure(answer)).code

export const json = (res: ServerResponse, body: unknown) =>
  void res.setHeader('Content-Type', 'application/json').end(JSON.stringify(body))
export const told = (req: IncomingMessage) => ({ method: req.method, url: req.url, headers: req.headers })
