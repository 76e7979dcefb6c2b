import { z } from 'zod'
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../base/bytes.ts'
import { CheckFailed } from '../base/checks.ts'
import type { Json } from '../base/json.ts'

/** OpenID4VP 1.0 "New Parameters", `verifier_info`: attestations about the Verifier. */
export interface VerifierInfo {
  readonly format: string
  readonly data: Json
  readonly credential_ids?: readonly string[] | undefined
}

/** ETSI TS 119 472-2 V1.1.1, the relying party's registration certificate in a request. */
const registrationCertificate = 'registration_cert'

/** @param wrprc the registration certificate, a compact JWT of type `rc-wrp+jwt` */
export const makeVerifierInfo = (wrprc: string): readonly [{ readonly format: string; readonly data: string }] => [
  { format: registrationCertificate, data: toBase64url(utf8(wrprc)) },
]

/** @throws CheckFailed if the parameter is present and has another shape than the specification's */
export function parseVerifierInfo(value: unknown): readonly VerifierInfo[] {
  if (value === undefined) return []
  const parsed = verifierInfoSchema.safeParse(value)
  if (!parsed.success)
    throw new CheckFailed('verifier_info is not a list of attestations with format and data', {}, parsed.error)
  return parsed.data
}

/**
 * The registration certificates among the attestations, still to be verified; attestations of formats unknown here are ignored,
 * as the specification asks.
 *
 * @throws CheckFailed if one is not the base64url of a text
 */
export function registrationCertificates(attestations: readonly VerifierInfo[]): readonly string[] {
  return attestations
    .filter(({ format }) => format === registrationCertificate)
    .map(({ data }) => {
      try {
        return fromUtf8(fromBase64url(z.string().parse(data)))
      } catch (error) {
        throw new CheckFailed('the registration certificate in verifier_info is not base64url of a JWT', {}, error)
      }
    })
}

const verifierInfoSchema = z
  .array(
    z.object({
      format: z.string().min(1),
      data: z
        .json()
        .refine((data) => typeof data === 'string' || (typeof data === 'object' && data !== null), 'string or object'),
      credential_ids: z.array(z.string().min(1)).min(1).optional(),
    }),
  )
  .min(1)
  .max(16)
