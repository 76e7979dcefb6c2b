import type { WalletContext } from './context.ts'
import { recordsOf, type HeldReceipt } from './records.ts'

/** The holder's receipts, newest first. */
export const heldReceipts = async (
  { records }: Pick<WalletContext, 'records'>,
  instanceId: string,
): Promise<readonly HeldReceipt[]> =>
  (await records.receipts.list(recordsOf(instanceId))).map(({ value }) => value).toReversed()
