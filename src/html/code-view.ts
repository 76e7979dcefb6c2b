import type { Json } from '../base/json.ts'
import { html, type Html } from './html.ts'

/**
 * An address, a token or a JSON text as it is, in a box that scrolls and can be reached with the keyboard.
 *
 * @param label what it is, for assistive technology
 */
export const codeView = (content: string | Exclude<Json, string>, label: string): Html =>
  html`<pre class="code" tabindex="0" role="region" aria-label="${label}"><code>${
    typeof content === 'string' ? content : JSON.stringify(content, null, 2)}</code></pre>`
