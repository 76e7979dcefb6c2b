import type { JsonObject } from '../src/base/json.ts'
import { toUtc, type EpochSeconds } from '../src/base/time.ts'
import { reportRow } from '../src/html/report-view.ts'
import { nameFor } from './named.ts'
import type { HeldOffer } from './records.ts'
import { reportRows } from './report-rows.ts'
import type { OfferModel } from './views/offer-view.ts'
import { walletErrorCodes } from './wallet-errors.ts'

/** What the offer page says. */
export function offerModel(offer: HeldOffer, now: EpochSeconds): OfferModel {
  const { issuer, configurations, txCode, lastFailure } = offer
  return {
    id: offer.id,
    state: offer.state === 'open' && now >= offer.expiresAt ? 'expired' : offer.state,
    issuerNames: issuer.names,
    issuerHost: new URL(issuer.credentialIssuer).host,
    credentialIssuer: issuer.credentialIssuer,
    credentials: configurations.map(({ names, vct, claims }) => ({
      names,
      type: vct,
      claims: claims.filter(({ names }) => names.length > 0).map(({ names }) => names),
    })),
    ...(txCode &&
      !offer.access && {
        txCode: { numeric: txCode.inputMode === 'numeric', length: txCode.length, description: txCode.description },
      }),
    expiresAt: offer.expiresAt,
    checks: offer.report.checks.map(reportRow),
    ...(lastFailure && {
      problem: {
        code: walletErrorCodes.find((code) => code === lastFailure.code) ?? 'invalid_request',
        detail: lastFailure.description,
        checks: lastFailure.report?.checks.map(reportRow) ?? [],
      },
    }),
    unlisted: isUnlisted(offer),
  }
}

/** The credential is here and intact, and no list has its issuer. */
export const isUnlisted = ({ access, lastFailure }: HeldOffer): boolean =>
  access !== undefined && lastFailure?.code === 'issuer_not_listed'

/**
 * The offer as the API gives it. Whether the issuer is listed shows in its certificate, which comes with the
 * credential: until then `listed` is null.
 */
export const makeOfferJson = (offer: HeldOffer): JsonObject => ({
  id: offer.id,
  state: offer.state,
  issuer: {
    credential_issuer: offer.issuer.credentialIssuer,
    name: nameFor(offer.issuer.names, 'en', new URL(offer.issuer.credentialIssuer).host).text,
    listed: isUnlisted(offer) ? false : null,
  },
  credentials: offer.configurations.map(({ id, vct, names, claims }) => ({
    configuration_id: id,
    vct,
    name: nameFor(names, 'en', id).text,
    claims: claims.map(({ path }) => path),
  })),
  ...(offer.txCode && {
    tx_code: {
      input_mode: offer.txCode.inputMode,
      ...(offer.txCode.length !== undefined && { length: offer.txCode.length }),
      ...(offer.txCode.description !== undefined && { description: offer.txCode.description }),
    },
  }),
  expires_at: toUtc(offer.expiresAt),
  checks: reportRows(offer.report),
})
