import { request, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { makeTlsMaterial } from '../../src/lab/tls.ts'

export interface ReverseProxy {
  /** `https://front.localhost:…` */
  readonly origin: string
  /** Whom a client must trust. PEM. */
  readonly root: string
  /** What stands under a path, and under that path at the well-known addresses; paths are passed on unchanged. */
  readonly routes: Map<string, Upstream>
  /** What passed, newest last. */
  readonly seen: readonly { readonly path: string; readonly headers: IncomingHttpHeaders }[]
}

export interface Upstream {
  readonly port: number
}

/** An https reverse proxy on one name, as another team would set one up: one origin, a path for each service. */
export async function reverseProxy(name: string): Promise<ReverseProxy> {
  const { root, key, certificate } = await makeTlsMaterial([name], systemClock.now())
  const routes = new Map<string, Upstream>()
  const seen: { path: string; headers: IncomingHttpHeaders }[] = []
  const listener: RequestListener = (req, res) => {
    const { pathname } = new URL(req.url!, 'https://proxy.invalid')
    const path = pathname.replace(/^\/\.well-known\/[^/]+/, '')
    const upstream = [...routes].find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1]
    seen.push({ path: pathname, headers: req.headers })
    if (!upstream) return void res.writeHead(404, { 'Content-Type': 'text/plain' }).end('the proxy has nothing there')
    const forwarded = { 'x-forwarded-for': req.socket.remoteAddress ?? '', 'x-forwarded-proto': 'https', 'x-forwarded-host': req.headers.host ?? '' }
    const options = { host: '127.0.0.1', port: upstream.port, path: req.url!, method: req.method!, headers: { ...req.headers, ...forwarded } }
    const onward = request(options, (answer) => {
      res.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(res)
    })
    onward.on('error', () => void res.writeHead(502).end())
    req.pipe(onward)
  }
  const server = createServer({ key, cert: certificate }, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin: `https://${name}:${(server.address() as AddressInfo).port}`, root, routes, seen }
}
