import { create } from 'qrcode'
import type { Language } from '../base/localized.ts'
import { html, type Html } from './html.ts'
import { qrWords } from './words.ts'

/** More than this is hard to scan from a screen (version 25, error correction L, bytes). */
const readableLength = 1273

/**
 * A QR code as an inline drawing, dark on white in every colour scheme; a text that is too long for one says so.
 *
 * @param label what a person gets by scanning it
 */
export function qrView(text: string, label: string, language: Language = 'en'): Html {
  if (Buffer.byteLength(text) > readableLength) return html`<p class="muted">${qrWords.tooLong[language]}</p>`
  const { modules } = create(text, { errorCorrectionLevel: text.length > 300 ? 'L' : 'M' })
  const side = modules.size + 2 * quietZone
  return html`<figure class="qr">
<svg role="img" aria-label="${label}" viewBox="0 0 ${side} ${side}" width="240" height="240" shape-rendering="crispEdges">
<rect width="${side}" height="${side}" fill="#fff"/><path fill="#10151f" d="${outline(modules.size, modules.data)}"/>
</svg>
<figcaption>${label}</figcaption></figure>`
}

/** ISO/IEC 18004 asks for four modules of white around the code. */
const quietZone = 4

/** One horizontal bar for each run of dark modules. */
function outline(size: number, dark: ArrayLike<number>): string {
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!dark[row * size + column]) continue
      const start = column
      while (column < size && dark[row * size + column]) column++
      path += `M${start + quietZone} ${row + quietZone}h${column - start}v1h-${column - start}z`
    }
  }
  return path
}
