import { z } from 'zod'
import { CheckFailed, confirm, firstWith } from '../base/checks.ts'
import type { EpochSeconds } from '../base/time.ts'
import { parseCertificate, type Certificate } from '../x509/certificate.ts'
import { signingPurpose } from '../x509/certificate-profiles.ts'
import { validatePath } from '../x509/certification-path.ts'
import { certificatesInPem } from '../x509/pem.ts'
import { parseChain } from '../x509/x5c.ts'

/**
 * Whose attestations an issuer believes: of wallets and of keys separately, for a wallet provider need not be the one
 * who knows how keys are kept. An empty list trusts nobody.
 */
export interface AttesterAnchors {
  readonly clientAttestation: readonly Certificate[]
  readonly keyAttestation: readonly Certificate[]
}

/**
 * Reads the configuration of an issuer: `{"clientAttestation": ["…"], "keyAttestation": ["…"]}`, each entry a
 * certificate as base64 DER, or PEM with one or more.
 *
 * @throws z.ZodError listing every fault
 */
export const parseAttesterAnchors = (value: unknown): AttesterAnchors => anchorsFile.parse(value)

const certificates = z.string().transform((text, context): readonly Certificate[] => {
  try {
    const found = text.includes('-----BEGIN') ? certificatesInPem(text) : [text]
    confirm(found.length > 0, 'the PEM holds no certificate')
    return found.map(parseCertificate)
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error
    context.addIssue({ code: 'custom', message: error.message })
    return z.NEVER
  }
})
const anchors = z.array(certificates).transform((entries) => entries.flat())
const anchorsFile = z.strictObject({ clientAttestation: anchors, keyAttestation: anchors })

/**
 * Judges whoever signed an attestation — HAIP 1.0 "Wallet Attestation" and "Key Attestations": its chain must lead to
 * one of `anchors`.
 *
 * @param at the time at which the chain must hold
 * @throws CheckFailed if it does not
 */
export async function confirmAttester(
  x5c: readonly string[],
  anchors: readonly Certificate[],
  at: EpochSeconds,
): Promise<void> {
  const purpose = signingPurpose('walletAttester')
  const { accepted, report } = await validatePath({ chain: parseChain(x5c), anchors, at, purpose })
  const fault = firstWith(report, 'failed', 'indeterminate')?.outcome
  confirm(accepted, `the attester is not trusted here: ${fault?.detail ?? 'no check ran'}`, fault?.evidence ?? {})
}
