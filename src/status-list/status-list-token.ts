import { z } from 'zod'
import { CheckFailed, confirm } from '../base/checks.ts'
import type { JsonObject } from '../base/json.ts'
import { after, before, days, minutes, type EpochSeconds, type Seconds } from '../base/time.ts'
import { describe, parseCompactJws, signCompactJws, verifyEs256, type CompactJws } from '../jose/jws.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import { parseX5c, type Chain } from '../x509/x5c.ts'
import { compressStatuses, inflateStatuses, type StatusList } from './status-list.ts'

export const statusListTokenType = 'application/statuslist+jwt'

/**
 * Signs a Status List Token — Token Status List -14 "Status List Token in JWT Format", with `x5c` as HAIP 1.0 asks, and
 * with the same key as `jwk` for those who are told the key and know no certificates.
 *
 * @param uri      where it is published, the same as in the credentials' `status_list.uri`
 * @param ttl      how long a copy may be used before the next one is fetched
 * @param lifetime until `exp`, after which the token says nothing any more
 */
export const signStatusListToken = (
  key: CertifiedKey,
  list: StatusList,
  { uri, now, ttl, lifetime }: { uri: string; now: EpochSeconds; ttl: Seconds; lifetime: Seconds },
): Promise<string> => {
  const { kty, crv, x, y } = key.publicJwk
  return signCompactJws(
    key,
    { typ: 'statuslist+jwt', x5c: [...key.x5c], jwk: { kty, crv, x, y } },
    {
      sub: uri,
      iat: now,
      exp: after(now, lifetime),
      ttl,
      status_list: { bits: list.bits, lst: compressStatuses(list) },
    },
  )
}

export interface StatusListToken {
  readonly uri: string
  readonly iat: EpochSeconds
  readonly exp?: EpochSeconds
  readonly chain: Chain
  /** Inflates when called. @throws CheckFailed */
  readonly list: () => StatusList
}

/**
 * Verifies a Status List Token — Token Status List -14 "Validation Rules", in their order. Whether the certificate is
 * trusted is the caller's question.
 *
 * @param uri from the credential's `status_list`
 * @throws CheckFailed if it is no such token, its signature does not hold, it is of another address, or too old
 */
export function verifyStatusListToken(text: string, { uri, now }: { uri: string; now: EpochSeconds }): StatusListToken {
  const jws = parseCompactJws(text)
  const { typ } = jws.header
  confirm(typ === 'statuslist+jwt', `the typ of the status list token is ${describe(typ)}, not 'statuslist+jwt'`)
  const chain = parseX5c(jws.header)
  verifyEs256(jws, chain[0].publicKey)
  const { sub, iat, exp, status_list } = readClaims(jws)
  confirm(sub === uri, 'the status list token was made for another address (sub)', { uri, sub })
  confirmFresh({ iat, exp, now })
  const list = () => ({ bits: status_list.bits, bytes: inflateStatuses(status_list.lst) })
  return { uri, iat, ...(exp !== undefined && { exp }), chain, list }
}

const time = z.number().transform((value) => value as EpochSeconds)

const claimsSchema = z.object({
  sub: z.string().min(1),
  iat: time,
  exp: time.optional(),
  ttl: z.number().positive().optional(),
  status_list: z.object({
    bits: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8)]),
    lst: z.string().min(1),
    aggregation_uri: z.string().optional(),
  }),
})

function readClaims({ payload }: CompactJws): z.infer<typeof claimsSchema> {
  const parsed = claimsSchema.safeParse(payload)
  if (!parsed.success)
    throw new CheckFailed(`the status list token is malformed: ${faults(parsed.error)}`, {}, parsed.error)
  return parsed.data
}

const faults = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')

/** `exp` is only recommended by the draft; a token without it is believed for a day. */
function confirmFresh({
  iat,
  exp,
  now,
}: {
  iat: EpochSeconds
  exp: EpochSeconds | undefined
  now: EpochSeconds
}): void {
  const evidence: JsonObject = { now, iat, ...(exp !== undefined && { exp }) }
  confirm(iat <= after(now, skew), 'the status list token comes from the future', evidence)
  confirm(exp === undefined || exp > before(now, skew), 'the status list token has expired', evidence)
  confirm(
    exp !== undefined || iat > before(now, days(1)),
    'the status list token has no exp and is older than a day',
    evidence,
  )
}

const skew = minutes(1)
