import { after, epochSeconds, hours, type EpochSeconds } from '../base/time.ts'
import type { P256PublicJwk } from '../jose/jwk.ts'
import { makeClientAttestation } from '../oauth/client-attestation.ts'
import { giveStatus } from './attestation-statuses.ts'
import type { WalletProviderContext } from './context.ts'
import { limits } from './limits.ts'
import { providedWallet } from './organisation.ts'
import type { Instance } from './records.ts'

export interface WalletAttestation {
  readonly jwt: string
  readonly clientId: string
  readonly expiresAt: EpochSeconds
}

/**
 * Attests that a key belongs to a genuine instance of the wallet — OpenID4VCI 1.0 "Wallet Attestations in JWT format",
 * HAIP 1.0. The times are those of the full hour, so that attestations made one after the other for several issuers
 * cannot be told to be of one instance by their seconds.
 */
export async function attestWallet(
  { config, records, clock, random, walletAttestationKey }: WalletProviderContext,
  instance: Instance,
  key: P256PublicJwk,
): Promise<WalletAttestation> {
  const iat = fullHour(clock.now())
  const expiresAt = after(iat, limits.walletAttestation)
  const jwt = await makeClientAttestation(walletAttestationKey, {
    iss: config.url,
    sub: config.clientId,
    cnf: key,
    iat,
    exp: expiresAt,
    wallet_name: providedWallet.name.en,
    wallet_link: `${config.url}/`,
    status: await giveStatus(records, { instance, url: config.url, expiresAt, random }),
  })
  return { jwt, clientId: config.clientId, expiresAt }
}

const fullHour = (time: EpochSeconds): EpochSeconds => epochSeconds(time - (time % hours(1)))
