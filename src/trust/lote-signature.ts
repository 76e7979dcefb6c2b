import type { EpochSeconds } from '../base/time.ts'
import type { JsonObject } from '../base/json.ts'
import { signBaselineB } from '../jose/jades-baseline-b.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import type { ListOfTrustedEntities } from './list-of-trusted-entities.ts'

/** The media type under which the EU's lists in JSON are pointed to and served. */
export const listMediaType = 'application/jose'

/**
 * Signs a list — ETSI TS 119 602 V1.1.1 "Digital signature": a compact JAdES Baseline B signature. The certificate's subject must
 * name the territory (`C`) and the scheme operator (`O`); relying parties look.
 */
export const signListOfTrustedEntities = (key: CertifiedKey, list: ListOfTrustedEntities, iat: EpochSeconds): Promise<string> =>
  signBaselineB(key, list as unknown as JsonObject, { iat })
