import type { JsonObject } from '../src/base/json.ts'
import { toUtc, type EpochSeconds } from '../src/base/time.ts'
import { reportRow } from '../src/html/report-view.ts'
import { outcomeOf } from './issuance-outcome.ts'
import type { HeldOffer, TransactionCode } from './issuance-records.ts'
import { nameFor } from './named.ts'
import { reportRows } from './report-rows.ts'
import type { OfferModel } from './views/offer-view.ts'
import { walletErrorCodes } from './wallet-errors.ts'

/** What the offer page says. */
export function offerModel(offer: HeldOffer, now: EpochSeconds): OfferModel {
  const { issuer, configurations, lastFailure } = offer
  const txCode = askedTxCode(offer)
  return {
    id: offer.id,
    state: offer.state === 'open' && now >= offer.expiresAt ? 'expired' : offer.state,
    issuerNames: issuer.names,
    issuerHost: new URL(issuer.credentialIssuer).host,
    credentialIssuer: issuer.credentialIssuer,
    statement: issuer.statement,
    credentials: configurations.map(({ names, vct, claims, copies }) => ({
      names,
      type: vct,
      copies: copies.number,
      claims: claims.filter(({ names }) => names.length > 0).map(({ names }) => names),
    })),
    logIn: offer.grant.type === 'authorization_code' && !offer.progress,
    ...(txCode && {
      txCode: { numeric: txCode.inputMode === 'numeric', length: txCode.length, description: txCode.description },
    }),
    expiresAt: offer.expiresAt,
    pendingUntil: pendingUntil(offer),
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
export const isUnlisted = ({ progress, lastFailure }: HeldOffer): boolean =>
  progress !== undefined && lastFailure?.code === 'issuer_not_listed'

/** The code that goes with the offer, as long as it was not sent. */
const askedTxCode = ({ grant, progress }: HeldOffer): TransactionCode | undefined =>
  grant.type === 'pre-authorized_code' && !progress ? grant.txCode : undefined

const pendingUntil = ({ progress }: HeldOffer): EpochSeconds | undefined =>
  progress?.deferred.map(({ notBefore }) => notBefore).toSorted((one, other) => one - other)[0]

/**
 * The offer as the API gives it. Whether the issuer is listed shows in its certificate, which comes with the
 * credential: until then `listed` is null.
 */
export function makeOfferJson(offer: HeldOffer): JsonObject {
  const { issuer, grant, lastFailure, authorization, collected } = offer
  const txCode = grant.type === 'pre-authorized_code' ? grant.txCode : undefined
  const waits = pendingUntil(offer)
  return {
    id: offer.id,
    state: offer.state,
    outcome: outcomeOf(offer),
    grant: grant.type,
    issuer: {
      credential_issuer: issuer.credentialIssuer,
      name: nameFor(issuer.names, 'en', new URL(issuer.credentialIssuer).host).text,
      listed: isUnlisted(offer) ? false : null,
      signed_by: issuer.statement.signer ? { ...issuer.statement.signer } : null,
      ...(issuer.statement.registration && { registration: registrationJson(issuer.statement.registration) }),
    },
    credentials: offer.configurations.map(({ id, vct, names, claims, copies }) => ({
      configuration_id: id,
      vct,
      name: nameFor(names, 'en', id).text,
      copies: copies.number,
      claims: claims.map(({ path }) => path),
    })),
    ...(txCode && {
      tx_code: {
        input_mode: txCode.inputMode,
        ...(txCode.length !== undefined && { length: txCode.length }),
        ...(txCode.description !== undefined && { description: txCode.description }),
      },
    }),
    expires_at: toUtc(offer.expiresAt),
    ...(offer.state === 'authorizing' && authorization && { authorization_url: authorization.url }),
    ...(waits !== undefined && { poll_after: toUtc(waits) }),
    ...(lastFailure && { error: { code: lastFailure.code, description: lastFailure.description } }),
    ...(collected && { collected }),
    checks: reportRows(offer.report),
  }
}

const registrationJson = ({
  identifier,
  registry,
  provides,
}: NonNullable<HeldOffer['issuer']['statement']['registration']>): JsonObject => ({ identifier, registry, provides })
