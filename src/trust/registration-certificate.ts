import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { showPath, type ClaimsPath } from '../base/claims-path.ts'
import type { JsonObject } from '../base/json.ts'
import type { EpochSeconds } from '../base/time.ts'
import { signBaselineB } from '../jose/jades-baseline-b.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'

/** ETSI TS 119 475 V1.2.1 "WRPRC": the JOSE `typ` and the certificate policy that every such certificate names. */
export const registrationCertificateType = 'rc-wrp+jwt'
export const registrationCertificatePolicy = '0.4.0.19475.3.1'

const claimsPath = z.tuple([z.string()], z.union([z.string(), z.int().min(0), z.null()]))
const inLanguages = z.array(z.object({ lang: z.string(), value: z.string() })).min(1)

/** Members beyond these are allowed and not looked at. */
const registrationCertificate = z.looseObject({
  name: z.string().min(1),
  sub_ln: z.string().min(1).optional(),
  sub_gn: z.string().min(1).optional(),
  sub_fn: z.string().min(1).optional(),
  /** The identifier that the access certificate carries as organizationIdentifier. */
  sub: z.string().min(1),
  country: z.string().regex(/^[A-Z]{2}$/),
  registry_uri: z.url(),
  srv_description: z.array(inLanguages).min(1),
  entitlements: z.array(z.url()).min(1),
  privacy_policy: z.url(),
  info_uri: z.url(),
  support_uri: z.string().min(1),
  supervisory_authority: z.object({ email: z.string().optional(), phone: z.string().optional(), uri: z.string().optional() }),
  policy_id: z.array(z.string()).min(1),
  certificate_policy: z.url(),
  iat: z.int(),
  exp: z.int().optional(),
  status: z.looseObject({ status_list: z.object({ idx: z.int().min(0), uri: z.url() }) }).optional(),
  credentials: z
    .array(z.object({ format: z.string(), meta: z.looseObject({ vct_values: z.array(z.string()).optional() }), claim: z.array(z.object({ path: claimsPath })).min(1) }))
    .min(1)
    .optional(),
  purpose: inLanguages.optional(),
  intended_use_id: z.string().optional(),
  public_body: z.boolean().optional(),
})

/** Who a relying party is and what it registered to ask for: payload of a WRPRC, its member names. */
export type RegistrationCertificate = z.infer<typeof registrationCertificate>

/** @throws CheckFailed naming the members that are missing or wrong */
export function parseRegistrationCertificate(payload: unknown): RegistrationCertificate {
  const parsed = registrationCertificate.safeParse(payload)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
  throw new CheckFailed(`not a registration certificate: ${places.join('; ')}`, {}, parsed.error)
}

/** What a registrar was told by a relying party, for {@link makeRegistrationCertificate}. */
export type Registration = Omit<RegistrationCertificate, 'policy_id' | 'iat' | 'exp' | 'srv_description'> & {
  readonly srv_description: readonly { readonly lang: string; readonly value: string }[]
}

/**
 * The certificate of one registration.
 *
 * @param expiresAt at most twelve months after `issuedAt`
 * @throws CheckFailed if the registration lacks what the certificate must say; RangeError if it would live too long
 */
export function makeRegistrationCertificate(
  { srv_description, ...registration }: Registration,
  { issuedAt, expiresAt }: { issuedAt: EpochSeconds; expiresAt: EpochSeconds },
): RegistrationCertificate {
  if (expiresAt <= issuedAt || expiresAt - issuedAt > 366 * 86_400) throw new RangeError('a registration certificate lives up to twelve months')
  return parseRegistrationCertificate({
    ...registration,
    srv_description: [srv_description],
    policy_id: [registrationCertificatePolicy],
    iat: issuedAt,
    exp: expiresAt,
  })
}

/** Seals it: compact JAdES Baseline B with `typ` `rc-wrp+jwt`. */
export const signRegistrationCertificate = (key: CertifiedKey, certificate: RegistrationCertificate): Promise<string> =>
  signBaselineB(key, certificate as unknown as JsonObject, { iat: certificate.iat as EpochSeconds, typ: registrationCertificateType })

/** What a request asks of one credential. */
export interface RequestedCredential {
  /** The DCQL Credential Query's id. */
  readonly id: string
  readonly format: string
  readonly vctValues: readonly string[]
  readonly paths: readonly ClaimsPath[]
}

/**
 * What is asked for and stands in no entry of `credentials` with that format and one of the types asked for. A registered path covers
 * itself and everything below it.
 */
export const notRegistered = (
  { credentials = [] }: RegistrationCertificate,
  requested: readonly RequestedCredential[],
): readonly { readonly id: string; readonly path: ClaimsPath }[] =>
  requested.flatMap(({ id, format, vctValues, paths }) => {
    const entries = credentials.filter(
      (entry) => entry.format === format && vctValues.length > 0 && vctValues.every((vct) => entry.meta.vct_values?.includes(vct)),
    )
    const registered = entries.flatMap(({ claim }) => claim.map(({ path }) => path))
    return paths.filter((path) => !registered.some((covering) => covers(covering, path))).map((path) => ({ id, path }))
  })

const covers = (registered: readonly (string | number | null)[], path: ClaimsPath): boolean =>
  registered.length <= path.length && registered.every((element, index) => element === path[index] || (element === null && typeof path[index] === 'number'))

/** For messages: `diploma: learner.id`. */
export const showUnregistered = (unregistered: ReturnType<typeof notRegistered>): string =>
  unregistered.map(({ id, path }) => `${id}: ${showPath(path)}`).join(', ')
