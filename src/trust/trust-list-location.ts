import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { parseCertificate, type Certificate } from '../x509/certificate.ts'

/** Where a list is, and what is known of it beforehand: the bootstrap that a relying service is configured with. */
export interface TrustListLocation {
  /** `SchemeTerritory` that the list must have. */
  readonly territory: string
  readonly url: string
  readonly listType: string
  /** The `ServiceStatus` that counts as granted in this scheme; every other one does not. */
  readonly grantedStatus: string
  /** The list is believed only with the signature of one of these, or of a certificate below one of them. */
  readonly signerCertificates: readonly [Certificate, ...Certificate[]]
}

/**
 * Reads the configuration of a relying service: `[{"territory", "url", "listType", "grantedStatus", "signerCertificates"}]`,
 * the certificates as base64 DER.
 *
 * @throws z.ZodError listing every fault
 */
export const parseTrustLists = (value: unknown): readonly TrustListLocation[] => locations.parse(value)

const certificate = z.string().transform((base64, context): Certificate => {
  try {
    return parseCertificate(base64)
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error
    context.addIssue({ code: 'custom', message: error.message })
    return z.NEVER
  }
})

const locations = z
  .array(
    z.strictObject({
      territory: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters'),
      url: z.url({ protocol: /^https?$/ }),
      listType: z.url(),
      grantedStatus: z.url(),
      signerCertificates: z.tuple([certificate], certificate),
    }),
  )
  .min(1)
