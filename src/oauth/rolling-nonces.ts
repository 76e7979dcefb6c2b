import { createHmac } from 'node:crypto'
import { equalSecrets } from '../base/bytes.ts'
import { token, type Random } from '../base/random.ts'
import { minutes, type EpochSeconds } from '../base/time.ts'
import type { RecordStore } from '../store/record-store.ts'

/**
 * Values that a server hands out to show later that something was made for it and lately: the nonces of DPoP (RFC 9449
 * §8) and the challenges of client attestations. Everybody gets the same for a while and may use it again; nothing is
 * stored, and every process of the server knows the values of the others.
 */
export interface RollingNonces {
  current(now: EpochSeconds): string
  /** Whether the value is one of ours and not too old. */
  accepts(value: string, now: EpochSeconds): boolean
}

/** A value is handed out this long, and accepted as long again. */
export const nonceInterval = minutes(5)

/**
 * @param secret of this server; see {@link serverSecret}
 * @param purpose keeps the values of one use from being accepted for another
 */
export function rollingNonces(secret: string, purpose: string): RollingNonces {
  const valueOf = (interval: number): string =>
    createHmac('sha256', secret).update(`${purpose}.${interval}`).digest('base64url')
  const intervalAt = (time: EpochSeconds): number => Math.floor(time / nonceInterval)
  return {
    current: (now) => valueOf(intervalAt(now)),
    accepts: (value, now) =>
      [intervalAt(now), intervalAt(now) - 1].some((interval) => equalSecrets(value, valueOf(interval))),
  }
}

/** A secret that this server makes once and keeps; of two processes that start at the same time, one makes it. */
export async function serverSecret(secrets: RecordStore<string>, name: string, random: Random): Promise<string> {
  await secrets.insert(name, token(random, ''))
  const secret = await secrets.get(name)
  if (secret === undefined) throw new Error('the secret of the server was not kept')
  return secret
}
