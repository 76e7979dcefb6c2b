import { readFileSync } from 'node:fs'
import { sha256Base64url } from '../base/bytes.ts'
import { markFile } from './mark.ts'

export interface Asset {
  /** Path below the service's base path. */
  readonly path: string
  readonly contentType: string
  readonly body: string | Uint8Array
}

const sheets = ['tokens', 'elements', 'page', 'components', 'crossing', 'credentials', 'lab', 'print'] as const
const stylesheet = sheets.map((sheet) => readFileSync(`${import.meta.dirname}/styles/${sheet}.css`, 'utf8')).join('\n')

/** Everything that a page loads. Services mount these; there is nothing else, and no script. */
export const assets: readonly Asset[] = [
  { path: '/assets/kakehashi.css', contentType: 'text/css; charset=utf-8', body: stylesheet },
  { path: '/assets/kakehashi.svg', contentType: 'image/svg+xml; charset=utf-8', body: markFile },
]

/** Changes with the contents, so that a browser may keep the stylesheet for long. */
export const assetVersion = sha256Base64url(stylesheet + markFile).slice(0, 10)
