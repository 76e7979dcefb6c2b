import type { KeyObject } from 'node:crypto'
import type { JsonObject } from '../base/json.ts'
import { confirm } from '../base/checks.ts'
import { epochSeconds, type EpochSeconds } from '../base/time.ts'
import { describe, signCompactJws, verifyEs256, type CompactJws } from './jws.ts'
import type { CertifiedKey } from './signing-key.ts'

/**
 * Signs a compact JAdES Baseline B signature — ETSI TS 119 182-1 V1.2.1, Table 1: protected `iat` (not `sigT`) and the
 * signing certificate as `x5c`.
 *
 * @param typ the JOSE `typ`, where the document type registers one
 */
export const signBaselineB = (
  key: CertifiedKey,
  payload: JsonObject,
  { iat, typ }: { iat: EpochSeconds; typ?: string },
): Promise<string> => signCompactJws(key, { ...(typ !== undefined && { typ }), iat, x5c: [...key.x5c] }, payload)

/**
 * Verifies what {@link signBaselineB} signs, with the key of a certificate that the caller has already found and will
 * judge: `x5c` is not trusted here.
 *
 * @returns the claimed signing time
 * @throws CheckFailed if the signature or a header of the baseline does not hold
 */
export function verifyBaselineB(jws: CompactJws, certificateKey: KeyObject): EpochSeconds {
  const { iat } = jws.header
  confirm(!('sigT' in jws.header), 'the header has sigT, which Baseline B no longer uses since 2025-07-15')
  confirm(typeof iat === 'number' && Number.isSafeInteger(iat), `the protected header iat is ${describe(iat)}`)
  confirm(Array.isArray(jws.header['x5c']), 'the protected header has no x5c')
  verifyEs256(jws, certificateKey)
  return epochSeconds(iat as number)
}
