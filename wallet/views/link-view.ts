import { buttonForm, buttonLink } from '../../src/html/button-form.ts'
import { html, type Html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { linkWords } from '../words.ts'
import { walletPage, type WalletFrame } from './wallet-page.ts'

/** Asked before a browser that has a wallet with something in it opens another one. */
export function linkView(frame: WalletFrame, { link }: { readonly link: string }): Html {
  const { language, basePath = '' } = frame.shell
  return walletPage(frame, {
    title: linkWords.title[language],
    body: html`${noticeView('warning', linkWords.text[language], { language })}
<div class="actions">
${buttonForm({ action: `${basePath}/open/${link}`, label: linkWords.open[language] })}
${buttonLink(`${basePath}/`, linkWords.keep[language])}
</div>`,
  })
}
