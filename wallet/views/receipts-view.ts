import { textField } from '../../src/html/form-fields.ts'
import { html, type Html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { receiptView, type ReceiptModel } from '../../src/html/receipt-view.ts'
import { receiptPageWords } from '../words.ts'
import { walletPage, type WalletFrame } from './wallet-page.ts'

export interface ReceiptsModel {
  readonly receipts: readonly ReceiptModel[]
  /** Filled in, where a link led here. */
  readonly address?: string | undefined
}

/** The receipts that the holder keeps, and a field to fetch another one. */
export function receiptsView(frame: WalletFrame, model: ReceiptsModel): Html {
  const { language, basePath = '' } = frame.shell
  const form = html`<form method="post" action="${basePath}/receipts" class="panel stack">
${textField({ name: 'receipt_uri', label: receiptPageWords.address[language], value: model.address, maxLength: 2000, required: true })}
<p class="actions"><button type="submit">${receiptPageWords.fetch[language]}</button></p>
</form>`
  return walletPage(frame, {
    title: receiptPageWords.title[language],
    lead: receiptPageWords.lead[language],
    current: 'receipts',
    body: html`<div class="stack">
${model.address !== undefined && form}
${model.receipts.length === 0 && html`<p>${receiptPageWords.empty[language]}</p>`}
${model.receipts.length > 0 && noticeView('info', receiptPageWords.matches[language], { language })}
${model.receipts.length > 0 && html`<h2 class="visually-hidden">${receiptPageWords.title[language]}</h2>`}
${model.receipts.map((receipt) => receiptView(receipt, language))}
${model.address === undefined && form}
</div>`,
  })
}
