import type { ClaimsPath } from '../src/base/claims-path.ts'
import type { JsonObject } from '../src/base/json.ts'
import { toUtc, type EpochSeconds } from '../src/base/time.ts'
import type { Theme } from '../src/html/theme.ts'
import { jurisdictionOf } from '../src/jurisdictions/index.ts'
import { parseSdJwt } from '../src/sd-jwt/parse-sd-jwt.ts'
import { selectableClaims, type SelectableClaim } from '../src/sd-jwt/selectable-claims.ts'
import { stateByDate } from './credential-condition.ts'
import { claimNames, labelledPath, nameFor } from './named.ts'
import { samePath } from './request-scope.ts'
import type { CopiesOfCredential, HeldCredential } from './records.ts'
import { renewalOf } from './renewal.ts'
import type { CredentialModel } from './views/credential-view.ts'
import type { HomeModel } from './views/home-view.ts'

/** What stands on the credential's card. Its colours are those of the jurisdiction that vouches for its issuer. */
export const cardModel = (held: HeldCredential, now: EpochSeconds): HomeModel['credentials'][number] => {
  const state = stateByDate(held, parseSdJwt(held.credential).issuerJwt.payload['nbf'], now)
  return {
    id: held.id,
    names: held.names,
    issuerNames: held.issuerNames,
    type: held.vct,
    theme: themeOf(held),
    ...(state !== 'valid' && { state }),
    expiresAt: held.expiresAt,
    listed: isOnList(held),
  }
}

/** Whether a list had its issuer. Being trusted by configuration is something else. */
export const isOnList = ({ listed }: { readonly listed?: HeldCredential['listed'] | undefined }): boolean => listed !== undefined && !listed.pinned

const themeOf = ({ listed }: HeldCredential): Theme => jurisdictionOf(listed?.territory ?? '')?.theme ?? 'ink'

export const languageOfIssuer = ({ listed }: HeldCredential): string | undefined =>
  jurisdictionOf(listed?.territory ?? '')?.language

export const credentialModel = (held: HeldCredential, now: EpochSeconds): CredentialModel => ({
  ...cardModel(held, now),
  credentialIssuer: held.credentialIssuer,
  issuersLanguage: languageOfIssuer(held),
  listed: held.listed,
  receivedAt: held.receivedAt,
  ...(held.copies && { copies: { ...copiesLeft(held.copies), renewable: renewalOf(held, now).possible } }),
  claims: shownClaims(held).map(({ path, value, alwaysVisible }) => ({
    path,
    value,
    disclosable: !alwaysVisible,
    names: claimNames(held.claimLabels, path),
  })),
})

const copiesLeft = ({ issued, unused, lastUsed }: CopiesOfCredential) => ({
  issued,
  unused: unused.length + (lastUsed ? 0 : 1),
})

/** One credential as the API gives it to its holder. */
export const makeCredentialJson = (held: HeldCredential): JsonObject => ({
  id: held.id,
  vct: held.vct,
  configuration_id: held.configurationId,
  name: nameFor(held.names, 'en', held.vct).text,
  issuer: {
    credential_issuer: held.credentialIssuer,
    name: nameFor(held.issuerNames, 'en', held.credentialIssuer).text,
    listed: isOnList(held),
    ...(held.listed && { territory: held.listed.territory }),
    ...(held.listed?.pinned && { pinned: true }),
  },
  received_at: toUtc(held.receivedAt),
  ...(held.copies && { copies: { ...copiesLeft(held.copies), policy: held.copies.policy } }),
  ...(held.expiresAt !== undefined && { expires_at: toUtc(held.expiresAt) }),
  claims: shownClaims(held).map(({ path, value, alwaysVisible }) => ({ path, value, always_visible: alwaysVisible })),
})

/**
 * What a person reads of a credential: its claims without what only holds it together, each at the place that has a
 * name, in the issuer's order (the disclosures themselves come shuffled).
 */
export function shownClaims(held: HeldCredential): readonly SelectableClaim[] {
  const all = selectableClaims(held.credential).filter(({ path }) => !technical.includes(String(path[0])))
  const units = all.filter(({ path, container }) => {
    const labelled = labelledPath(held.claimLabels, path)
    return labelled === undefined ? !container : labelled.length === path.length
  })
  const place = ({ path }: SelectableClaim): number => {
    const at = held.claimLabels.findIndex((label) => samePath(label.path, path))
    return at < 0 ? held.claimLabels.length : at
  }
  return units.toSorted((one, other) => place(one) - place(other))
}

/** RFC 7519, RFC 7800, SD-JWT VC and Token Status List: names that say nothing about the holder. */
const technical: readonly string[] = ['iss', 'iat', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'status', 'sub', 'jti']

/** Whether a claim is at one of these places, inside one, or around one. Null stands for every element of an array. */
export const isDisclosed = (path: ClaimsPath, disclosed: readonly ClaimsPath[]): boolean =>
  disclosed.some((other) => {
    const common = Math.min(path.length, other.length)
    return path.slice(0, common).every((element, at) => element === other[at] || other[at] === null || element === null)
  })
