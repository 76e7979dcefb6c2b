/** Markup that is safe to send: made by {@link html}, which escapes whatever is put into it. */
export class Html {
  readonly #text: string
  private constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
  /** Only for markup that this folder generates itself from figures (QR codes, marks): nothing is escaped. */
  static ofMarkup = (text: string): Html => new Html(text)
}

export type HtmlPart = Html | string | number | false | null | undefined | readonly HtmlPart[]

/**
 * Template tag: every interpolation is escaped for text and for quoted attributes; an array is joined; `undefined`,
 * `null` and `false` are nothing. A value that fills `href`, `src` or `action` also goes through {@link safeUrl}.
 *
 * @throws TypeError where a value would stand in an attribute without quotes, or in a style or script attribute
 */
export function html(literals: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  let text = literals[0]!
  for (const [index, part] of parts.entries()) {
    const before = literals[index]!
    if (unquotedAttribute.test(before)) throw new TypeError('an attribute value needs double quotes')
    if (unsafeAttribute.test(before)) throw new TypeError('nothing is interpolated into style or event attributes')
    text += urlAttribute.test(before) ? escape(safeUrl(rendered(part, String))) : rendered(part, escape)
    text += literals[index + 1]!
  }
  return Html.ofMarkup(text)
}

/** Schemes that a link of ours may have: the web, and the addresses by which wallets are invoked. */
const schemes = new Set([
  'http:', 'https:', 'mailto:', 'openid4vp:', 'openid-credential-offer:', 'haip-vp:', 'haip-vci:',
])

/** The address as it is if it is relative or has a known scheme; otherwise an address that leads nowhere. */
export function safeUrl(url: string): string {
  const plain = url.replace(/[\u0000-\u0020]/g, '')
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(plain)?.[0]
  return scheme === undefined || schemes.has(scheme.toLowerCase()) ? url : 'about:invalid'
}

/** Several parts with something between them. */
export const joined = (parts: readonly HtmlPart[], separator: HtmlPart): Html =>
  html`${parts.map((part, index) => [index > 0 && separator, part])}`

const unquotedAttribute = /\s[a-z-]+=$/i
const unsafeAttribute = /\s(style|on[a-z]+|srcdoc)="[^"]*$/i
const urlAttribute = /\s(href|src|action|formaction)="$/i

function rendered(part: HtmlPart, text: (plain: string) => string): string {
  if (part === undefined || part === null || part === false) return ''
  if (part instanceof Html) return part.toString()
  if (typeof part === 'string') return text(part)
  if (typeof part === 'number') return String(part)
  return part.map((inner) => rendered(inner, text)).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!)
