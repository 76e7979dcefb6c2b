import { confirm, pass, runChecks, type Check, type Pass, type Verdict } from '../base/checks.ts'
import type { EpochSeconds, Seconds } from '../base/time.ts'
import { verifyBaselineB } from '../jose/jades-baseline-b.ts'
import { describe, parseCompactJws, type CompactJws } from '../jose/jws.ts'
import { leafOf } from '../x509/x5c.ts'
import { parseReceipt, receiptType, transactionOf, type Receipt } from './receipt.ts'

/** What the holder knows of the crossing that the receipt is about. */
export interface ExpectedReceipt {
  /** base64url SHA-256 of the certificate that signed the request: the value of an `x509_hash` client identifier. */
  readonly verifierCertificate: string
  /** The request's client identifier, prefix included. */
  readonly verifier: string
  /** The request's nonce. */
  readonly nonce: string
  readonly now: EpochSeconds
  readonly skew: Seconds
}

interface ReceiptSubject {
  readonly text: string
  readonly expected: ExpectedReceipt
}

/** A receipt is worth something only if the verifier of *this* request signed it, about *this* request. */
export const receiptChecks: readonly Check<ReceiptSubject>[] = [
  { id: 'receipt_jws', spec: 'RFC 7515 §7.1', needs: [], run: receiptJws },
  { id: 'receipt_type', spec: 'docs/trust-policy.md RC-2', needs: ['receipt_jws'], run: receiptTyp },
  { id: 'receipt_certificate', spec: 'docs/trust-policy.md RC-2', needs: ['receipt_jws'], run: receiptCertificate },
  { id: 'receipt_signature', spec: 'ETSI TS 119 182-1 V1.2.1 "Baseline B"', needs: ['receipt_certificate'], run: receiptSignature },
  { id: 'receipt_shape', spec: 'docs/trust-policy.md RC-1', needs: ['receipt_signature'], run: receiptShape },
  { id: 'receipt_time', spec: 'docs/trust-policy.md RC-2', needs: ['receipt_shape'], run: receiptTime },
  { id: 'receipt_verifier', spec: 'docs/trust-policy.md RC-2', needs: ['receipt_shape'], run: receiptVerifier },
  { id: 'receipt_transaction', spec: 'docs/trust-policy.md RC-2', needs: ['receipt_shape'], run: receiptTransaction },
]

/** @param onBug told of an error in a check itself; the check fails all the same */
export async function verifyReceipt(
  text: string,
  expected: ExpectedReceipt,
  onBug: (error: unknown) => void,
): Promise<Verdict<Receipt>> {
  const report = await runChecks({ text, expected }, receiptChecks, onBug)
  return report.accepted ? { accepted: true, report, value: shapeOf(parseCompactJws(text)) } : { accepted: false, report }
}

function receiptJws({ text }: ReceiptSubject): Pass {
  parseCompactJws(text)
  return pass('a JWS in Compact Serialization')
}

function receiptTyp({ text }: ReceiptSubject): Pass {
  const { typ } = parseCompactJws(text).header
  confirm(typ === receiptType, `typ is ${describe(typ)}, not '${receiptType}'`)
  return pass(`typ is ${receiptType}`)
}

function receiptCertificate({ text, expected }: ReceiptSubject): Pass {
  const certificate = leafOf(parseCompactJws(text).header)
  confirm(
    certificate.sha256 === expected.verifierCertificate,
    'the receipt comes with another certificate than the request had',
    { certificate: certificate.subjectName },
  )
  return pass('signed under the certificate of the request', { certificate: certificate.subjectName })
}

function receiptSignature({ text }: ReceiptSubject): Pass {
  const jws = parseCompactJws(text)
  verifyBaselineB(jws, leafOf(jws.header).publicKey)
  return pass('the signature verifies')
}

function receiptShape({ text }: ReceiptSubject): Pass {
  const jws = parseCompactJws(text)
  const { iat } = shapeOf(jws)
  confirm(jws.header['iat'] === iat, 'the time of signing and the time in the receipt differ')
  return pass('a receipt, with nothing beyond its members')
}

function receiptTime({ text, expected: { now, skew } }: ReceiptSubject): Pass {
  const { iat } = shapeOf(parseCompactJws(text))
  confirm(iat <= now + skew, 'the receipt is from the future')
  return pass('not from the future', { iat })
}

function receiptVerifier({ text, expected }: ReceiptSubject): Pass {
  const { iss } = shapeOf(parseCompactJws(text))
  confirm(iss === expected.verifier, `iss is ${describe(iss)}, not the verifier that asked`)
  return pass('issued by the verifier that asked')
}

function receiptTransaction({ text, expected }: ReceiptSubject): Pass {
  const { transaction } = shapeOf(parseCompactJws(text))
  confirm(transaction === transactionOf(expected.nonce), 'the receipt is about another crossing')
  return pass('about this crossing', { transaction })
}

const shapeOf = ({ payload }: CompactJws): Receipt => parseReceipt(payload)
