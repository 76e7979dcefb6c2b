import { z } from 'zod'
import { CheckFailed, confirm, pass, type Check, type Pass } from '../base/checks.ts'
import { token, type Random } from '../base/random.ts'
import { after, epochSeconds, minutes, type EpochSeconds } from '../base/time.ts'
import { describe, parseCompactJws, signCompactJws, verifyEs256, type CompactJws } from '../jose/jws.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'
import { leafOf } from '../x509/x5c.ts'

/**
 * One organisation asks another for somebody's data, past the holder. No specification has this message: it is the
 * lab's, so that a transfer without the holder can be tried, and refused where the law refuses it.
 */
export interface TransferRequest {
  /** Base URL of the one who asks; who it really is, its access certificate says. */
  readonly iss: string
  /** Credential Issuer Identifier of the one who is asked. */
  readonly aud: string
  readonly iat: number
  readonly jti: string
  /** Id of the dataset. */
  readonly subject: string
  /** Kind of credential whose data is asked for. */
  readonly kind: string
  /** Code of the purpose. */
  readonly purpose: string
}

const type = 'transfer-request+jwt'
const maxAge = minutes(5)
const maxAhead = minutes(1)

/** @param key the access certificate's key of the one who asks */
export const signTransferRequest = (
  key: CertifiedKey,
  { issuer, audience, subject, kind, purpose, now, random }: {
    readonly issuer: string
    readonly audience: string
    readonly subject: string
    readonly kind: string
    readonly purpose: string
    readonly now: EpochSeconds
    readonly random: Random
  },
): Promise<string> =>
  signCompactJws(
    key,
    { typ: type, x5c: [...key.x5c] },
    { iss: issuer, aud: audience, iat: now, jti: token(random, 'tr_'), subject, kind, purpose },
  )

export interface TransferRequestExpectations {
  /** The Credential Issuer Identifier of the one who is asked. */
  readonly audience: string
  readonly now: EpochSeconds
  /** Where `jti` values are claimed, so that a request counts once. */
  readonly usedRequests: OneTimeStore<never>
}

export interface TransferRequestSubject extends TransferRequestExpectations {
  readonly jws: CompactJws
  readonly request: TransferRequest
  /** As it stands in the header; judged by the checks of access certificates. */
  readonly x5c: readonly string[]
}

const payloadSchema = z.object({
  iss: z.url({ protocol: /^https?$/ }).max(2000),
  aud: z.string().max(2000),
  iat: z.number().int(),
  jti: z.string().min(16).max(200),
  subject: z.string().min(1).max(200),
  kind: z.string().min(1).max(100),
  purpose: z.string().min(1).max(100),
})

/** @throws CheckFailed if it is no JWT with the claims of a {@link TransferRequest} and an `x5c` */
export function decodeTransferRequest(text: string, expected: TransferRequestExpectations): TransferRequestSubject {
  const jws = parseCompactJws(text)
  const parsed = payloadSchema.safeParse(jws.payload)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
    throw new CheckFailed(`not a transfer request: ${faults}`, {}, parsed.error)
  }
  const x5c = z.array(z.string()).min(1).safeParse(jws.header['x5c'])
  if (!x5c.success) {
    throw new CheckFailed('the transfer request has no x5c: who asks must say so with an access certificate')
  }
  return { ...expected, jws, request: parsed.data, x5c: x5c.data }
}

/**
 * Is this request meant for us, made just now and never seen before, by whoever holds the certificate's key. Whether
 * the certificate is listed, and whether the law lets the data go, are other checks.
 */
export const transferRequestChecks: readonly Check<TransferRequestSubject>[] = [
  { id: 'transfer_request_type', spec: 'lab; RFC 8725 §3.11 "Use Explicit Typing"', needs: [], run: explicitType },
  { id: 'transfer_request_signature', spec: 'RFC 7515 §5.2', needs: [], run: signature },
  { id: 'transfer_request_audience', spec: 'RFC 7519 §4.1.3', needs: ['transfer_request_signature'], run: audience },
  { id: 'transfer_request_fresh', spec: 'RFC 7519 §4.1.6', needs: ['transfer_request_signature'], run: fresh },
  {
    id: 'transfer_request_unused',
    spec: 'RFC 7519 §4.1.7',
    needs: ['transfer_request_type', 'transfer_request_audience', 'transfer_request_fresh'],
    run: unused,
  },
]

function explicitType({ jws }: TransferRequestSubject): Pass {
  confirm(jws.header['typ'] === type, `typ is ${describe(jws.header['typ'])}; it must be '${type}'`)
  return pass(`typ is ${type}`)
}

function signature({ jws }: TransferRequestSubject): Pass {
  verifyEs256(jws, leafOf(jws.header).publicKey)
  return pass('signed with the key of the certificate')
}

function audience({ request, audience }: TransferRequestSubject): Pass {
  confirm(request.aud === audience, 'aud is not this issuer', { expected: audience })
  return pass('addressed to this issuer')
}

function fresh({ request, now }: TransferRequestSubject): Pass {
  const age = now - request.iat
  confirm(age <= maxAge, `iat is ${age} seconds ago; at most ${maxAge} are accepted`)
  confirm(-age <= maxAhead, `iat is ${-age} seconds ahead; at most ${maxAhead} are accepted`)
  return pass('made just now')
}

async function unused({ request, usedRequests }: TransferRequestSubject): Promise<Pass> {
  const first = await usedRequests.claim(request.jti, after(epochSeconds(request.iat + 1), maxAge))
  confirm(first, 'this request was used before')
  return pass('not used before')
}
