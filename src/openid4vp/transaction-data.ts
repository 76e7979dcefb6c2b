import { z } from 'zod'
import { fromBase64url, fromUtf8 } from '../base/bytes.ts'
import { CheckFailed, confirm } from '../base/checks.ts'
import { parseJsonObject } from '../base/json.ts'
import { describe } from '../jose/jws.ts'

/**
 * OpenID4VP 1.0 "New Parameters", `transaction_data`: a Wallet that does not know the type of a transaction must refuse the
 * request. No type is known here, so whatever comes is refused, with the reason that fits it best.
 *
 * @throws CheckFailed if the parameter is there
 */
export function confirmNoTransactionData(value: unknown): void {
  if (value === undefined) return
  const parsed = z.array(z.string()).min(1).safeParse(value)
  confirm(parsed.success, 'transaction_data is not a list of texts')
  const types = parsed.data.map((text) => describe(transactionType(text)))
  throw new CheckFailed(`transaction_data of type ${types.join(', ')} is not known here`)
}

function transactionType(text: string): unknown {
  try {
    return parseJsonObject(fromUtf8(fromBase64url(text)))['type']
  } catch (error) {
    throw new CheckFailed('transaction_data is not base64url of a JSON object', {}, error)
  }
}
