import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { languages, type Language } from '../../src/base/localized.ts'
import { assets } from '../../src/html/assets.ts'
import type { Html } from '../../src/html/html.ts'
import { contentSecurityPolicy } from '../../src/http/security-headers.ts'
import { landingView } from '../../src/lab/views/landing-view.ts'
import { storyView } from '../../src/lab/views/story-view.ts'
import { componentsPage } from '../html/components.ts'
import { asked, blocked, finished, landing, refused, underWay } from './models.ts'

/** Every page of the gallery by its name, in one language. */
const pages: Readonly<Record<string, (language: Language) => Html>> = {
  components: componentsPage,
  landing: (language) => landingView(landing, language),
  'story-finished': (language) => storyView(finished, language),
  'story-under-way': (language) => storyView(underWay, language),
  'story-refused': (language) => storyView(refused, language),
  'story-asked': (language) => storyView(asked, language),
  'story-blocked': (language) => storyView(blocked, language),
}

export interface GalleryPage {
  readonly name: string
  readonly language: Language
  readonly path: string
}

export const galleryPages: readonly GalleryPage[] = Object.keys(pages).flatMap((name) =>
  languages.map((language) => ({ name, language, path: `/${name}?lang=${language}` })),
)

/** The gallery over loopback, under the Content Security Policy that the services send. */
export async function serveGallery(): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://gallery')
    const asset = assets.find(({ path }) => path === url.pathname)
    const language = languages.find((known) => known === url.searchParams.get('lang')) ?? 'en'
    const page = pages[url.pathname.slice(1)]?.(language).toString()
    const body = asset?.body ?? page
    response.setHeader('Content-Security-Policy', contentSecurityPolicy([]))
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Content-Type', asset?.contentType ?? 'text/html; charset=utf-8')
    response.writeHead(body === undefined ? 404 : 200).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}
