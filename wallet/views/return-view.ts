import type { Html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { returnWords } from '../words.ts'
import { walletPage, type WalletFrame } from './wallet-page.ts'

/** Shown in a browser that is not the wallet's own, when it came back for one that is driven by its API. */
export function returnView(frame: WalletFrame, { outcome }: { readonly outcome: string }): Html {
  const { language } = frame.shell
  const kind = outcome === 'accepted' ? 'accepted' : outcome === 'pending' ? 'pending' : 'rejected'
  const tones = { accepted: 'success', pending: 'info', rejected: 'error' } as const
  return walletPage(frame, {
    title: returnWords.title[language],
    body: noticeView(tones[kind], returnWords[kind][language], { language }),
  })
}
