import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Express } from 'express'
import { tlsPolicy } from './tls-policy.ts'

/** A port that is ours. It is bound before the application exists, whose addresses may contain the port. */
export interface Binding {
  readonly port: number
  /** From now on requests reach the application; before, they are answered 503. */
  serve(app: Express): void
  /** Takes no new connections, lets running answers end (for two seconds), resolves when all are closed. */
  close(): Promise<void>
}

export interface BindOptions {
  /** 0 for any free port. */
  readonly port: number
  readonly host: string
  /** Serve https with this key and chain (PEM), by the {@link tlsPolicy}. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** The port cannot be had; the message is one sentence for the person who started the program. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
}

/** @throws PortTaken if another program has the port, or this account may not use it */
export async function bind({ port, host, tls }: BindOptions): Promise<Binding> {
  let app: RequestListener | undefined
  const listener: RequestListener = (req, res) => (app ?? notReady)(req, res)
  const server = tls
    ? createTlsServer({ ...limits, ...tls, ...tlsPolicy }, listener)
    : createServer(limits, listener)
  server.on('clientError', refuseUnreadable)
  await listen(server, port, host)
  return {
    port: (server.address() as AddressInfo).port,
    serve: (application) => {
      app = application
    },
    close: () => close(server),
  }
}

/** Milliseconds and bytes: a request that dawdles or has oversized headers is ended by Node itself. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
}

const notReady: RequestListener = (_req, res) => {
  res
    .writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '1' })
    .end('{"error":"temporarily_unavailable"}')
}

/** What is no HTTP request never reaches the application; it gets a coded answer all the same. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Pick<Socket, 'writable' | 'end' | 'destroy'>): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400
  const type = 'Content-Type: application/json\r\nCache-Control: no-store'
  const body = '{"error":"invalid_request","error_description":"this is not an HTTP request that can be read"}'
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${type}\r\nContent-Length: ${body.length}`
  socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`)
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portTaken(error, port, host)))
    server.listen(port, host, resolve)
  })

function portTaken(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const options = { cause: error }
  if (error.code === 'EADDRINUSE') {
    return new PortTaken(
      `Port ${port} on ${host} is in use: stop the program that has it, or choose another port.`,
      options,
    )
  }
  if (error.code === 'EACCES') {
    return new PortTaken(`Port ${port} on ${host} may not be used by this account: choose a port above 1023.`, options)
  }
  return error
}

/** Closing what is closed already is no fault. */
function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve()
  const deadline = setTimeout(() => server.closeAllConnections(), 2_000)
  return new Promise((resolve, reject) => {
    server.close((error) => {
      clearTimeout(deadline)
      if (error) reject(error)
      else resolve()
    })
  })
}
