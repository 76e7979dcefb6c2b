import type { Language } from '../base/localized.ts'
import { html, type Html, type HtmlPart } from './html.ts'
import { icon, type IconName } from './icon.ts'
import { noticeWords } from './words.ts'

export type NoticeKind = 'info' | 'success' | 'warning' | 'error'

/**
 * A boxed message. Success, warning and error are outcomes and are announced (`role="status"`); an information is not.
 *
 * @param title in place of the word for the kind
 */
export const noticeView = (
  kind: NoticeKind,
  text: HtmlPart,
  { title, language = 'en' }: { readonly title?: string | undefined; readonly language?: Language | undefined } = {},
): Html => html`<div class="notice notice-${kind}"${kind !== 'info' && html` role="status"`}>
${icon(icons[kind])}
<div><p class="notice-title">${title ?? noticeWords[kind][language]}</p><div>${text}</div></div>
</div>`

const icons: Readonly<Record<NoticeKind, IconName>> = {
  info: 'info',
  success: 'check',
  warning: 'warning',
  error: 'cross',
}
