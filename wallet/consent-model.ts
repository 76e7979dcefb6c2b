import { showPath, type ClaimsPath } from '../src/base/claims-path.ts'
import type { JsonObject } from '../src/base/json.ts'
import { toUtc } from '../src/base/time.ts'
import { reportRow } from '../src/html/report-view.ts'
import { comparableLevels, comparableTo } from '../src/jurisdictions/comparable-assurance.ts'
import { credentialsWithVct, jurisdictionOf } from '../src/jurisdictions/index.ts'
import { purposes } from '../src/jurisdictions/purposes.ts'
import { recognitions } from '../src/jurisdictions/recognitions.ts'
import { selectedOrNone } from '../src/openid4vp/claims-path-pointer.ts'
import { heldClaims } from '../src/sd-jwt/selectable-claims.ts'
import { recognise } from '../src/trust/recognition.ts'
import { transferOf } from './consent.ts'
import { isDisclosed, languageOfIssuer, shownClaims } from './credential-model.ts'
import { claimNames, nameFor } from './named.ts'
import type { HeldCredential, HeldPresentation, Share, VerifierSeen } from './records.ts'
import { reportRows } from './report-rows.ts'
import type { ClaimOnPage, ClaimWithValue, ConsentModel, Ground, SharedCredential } from './views/consent-content.ts'

/** Everything that the consent screen says, from what was held when the request was opened. */
export function consentModel(presentation: HeldPresentation, held: readonly HeldCredential[]): ConsentModel {
  const { verifier, consent } = presentation
  const shared = sharesWith(consent.shares, held)
  const purpose = purposeOf(verifier)
  return {
    id: presentation.id,
    verifier: { ...verifier, place: jurisdictionOf(verifier.territory)?.name ?? verifier.territory },
    purpose: {
      names: verifier.registration.purpose,
      description: verifier.registration.description,
      name: purpose?.name,
      retentionDays: purpose?.retentionDays,
    },
    privacyPolicy: verifier.registration.privacyPolicy,
    support: verifier.registration.support,
    shares: shared.map(({ share, credential }) => sharedCredential(share, credential)),
    withheld: shared.map(({ share, credential }) => ({
      query: share.query,
      credential: credential.id,
      names: credential.names,
      claims: withheldClaims(share, credential),
    })),
    overAsked: consent.overAsked.map((over) => ({
      ...over,
      names: claimNames(labelsFor(over.query, presentation, held), over.path),
    })),
    missing: consent.missing.map(({ query, vct }) => {
      const [known] = vct.flatMap((type) => credentialsWithVct(type))
      return { query, type: vct[0] ?? query, name: known?.credential.name }
    }),
    grounds: grounds(shared, verifier),
    portrait: shared.some(({ share }) => share.paths.some(isPortrait)),
    expiresAt: presentation.expiresAt,
    checks: presentation.report.checks.map(reportRow),
    canAnswer: canAnswer(presentation),
  }
}

export const canAnswer = ({ consent }: HeldPresentation): boolean =>
  consent.overAsked.length === 0 &&
  consent.missing.length === 0 &&
  consent.shares.length > 0 &&
  consent.blockedBy === undefined

interface Shared {
  readonly share: Share
  readonly credential: HeldCredential
}

const sharesWith = (shares: readonly Share[], held: readonly HeldCredential[]): readonly Shared[] =>
  shares.flatMap((share) => {
    const credential = held.find(({ id }) => id === share.credentialId)
    return credential ? [{ share, credential }] : []
  })

/** What is kept how long is part of the purpose, whose code the registration names. */
const purposeOf = ({ registration: { intendedUse } }: VerifierSeen) =>
  Object.values(purposes).find(({ code }) => code === intendedUse)

function sharedCredential(share: Share, credential: HeldCredential): SharedCredential {
  const claims = heldClaims(credential.credential)
  const asked = share.paths.map((path) => {
    const values = selectedOrNone(path, claims).map(({ value }) => value)
    return { ...onPage(credential, path), value: path.includes(null) ? values : (values[0] ?? null) }
  })
  return {
    query: share.query,
    credential: credential.id,
    names: credential.names,
    issuerNames: credential.issuerNames,
    issuersLanguage: languageOfIssuer(credential),
    listStatus: share.condition.listStatus,
    state: share.condition.state,
    claims: asked,
    alsoVisible: shownClaims(credential)
      .filter(({ path, alwaysVisible }) => alwaysVisible && !isDisclosed(path, share.paths))
      .map(({ path, value }) => ({ ...onPage(credential, path), value })),
  }
}

const withheldClaims = (share: Share, credential: HeldCredential): readonly ClaimOnPage[] =>
  shownClaims(credential)
    .filter(({ path, alwaysVisible }) => !alwaysVisible && !isDisclosed(path, share.paths))
    .map(({ path }) => onPage(credential, path))

const onPage = ({ claimLabels }: HeldCredential, path: ClaimsPath): ClaimOnPage => ({
  path,
  names: claimNames(claimLabels, path),
})

/** A claim that is asked too much may be in no credential here; the labels of one of the type say what it is. */
const labelsFor = (query: string, { consent }: HeldPresentation, held: readonly HeldCredential[]) => {
  const share = consent.shares.find((one) => one.query === query)
  const type = consent.requested.find((one) => one.query === query)?.type
  const credential = held.find(({ id }) => id === share?.credentialId) ?? held.find(({ vct }) => vct === type)
  return credential?.claimLabels ?? []
}

const isPortrait = (path: ClaimsPath): boolean =>
  path.some((element) => element === 'picture' || element === 'portrait')

/** One ground for each jurisdiction that a shared credential comes from. */
function grounds(shared: readonly Shared[], verifier: VerifierSeen): readonly Ground[] {
  const listed = shared.filter(({ credential }) => credential.listed !== undefined)
  return [...Map.groupBy(listed, ({ credential }) => credential.listed!.territory)].map(([from, members]) => {
    const decisions = members.flatMap(({ share, credential }) => transferOf(credential, share.paths, verifier) ?? [])
    return {
      from: jurisdictionOf(from)?.name ?? from,
      to: jurisdictionOf(verifier.territory)?.name ?? verifier.territory,
      crossesBorder: from !== verifier.territory,
      transfer: decisions.find(({ allowed }) => !allowed) ?? decisions[0],
      reliance: members.map(({ credential }) => relianceOn(credential, from, verifier)),
    }
  })
}

/** What the receiving side's own policy says; a level is shown as comparable, never as one of its own. */
function relianceOn(credential: HeldCredential, issuedBy: string, verifier: VerifierSeen): Ground['reliance'][number] {
  const known = credentialsWithVct(credential.vct).find(({ jurisdiction }) => jurisdiction.code === issuedBy)
  const relying = jurisdictionOf(verifier.territory)
  if (!known || !relying) return { credential: credential.names }
  const answer = recognise(
    recognitions,
    {
      issuedBy,
      reliedOnBy: verifier.territory,
      kind: known.kind,
      purpose: verifier.registration.intendedUse ?? '',
      held: known.credential.assurance.comparable,
      needed: 'low',
    },
    comparableLevels,
  )
  if (!answer.reliedOn) return { credential: credential.names }
  return {
    credential: credential.names,
    rule: answer.recognition.id,
    comparableTo: comparableTo(answer.comparableTo, relying.assurance),
  }
}

/** The same for the API. `withheld` and `over_asked` name claims by the Credential Query's id and path. */
export function makeConsentJson(presentation: HeldPresentation, held: readonly HeldCredential[]): JsonObject {
  const model = consentModel(presentation, held)
  const { verifier } = presentation
  return {
    id: model.id,
    state: presentation.state,
    verifier: {
      name: verifier.name,
      legal_name: verifier.legalName,
      identifier: verifier.identifier,
      country: verifier.country,
      territory: verifier.territory,
      client_id: verifier.clientId,
      list_status: verifier.listStatus,
      list: verifier.list,
      sequence_number: verifier.sequenceNumber,
    },
    purpose: {
      code: verifier.registration.intendedUse ?? null,
      texts: verifier.registration.purpose.map(({ text, lang }) => ({ lang, value: text })),
      retention_days: model.purpose.retentionDays ?? null,
      privacy_policy: verifier.registration.privacyPolicy,
    },
    shares: model.shares.map((share) => ({
      query: share.query,
      credential: share.credential,
      name: nameFor(share.names, 'en', share.query).text,
      state: share.state,
      list_status: share.listStatus,
      claims: share.claims.map(claimJson),
      also_visible: share.alsoVisible.map(claimJson),
    })),
    withheld: model.withheld.flatMap(({ query, credential, claims }) =>
      claims.map(({ path }) => ({ credential: query, credential_id: credential, path })),
    ),
    over_asked: model.overAsked.map(({ query, path, why, rule }) => ({ query, path, why, rule })),
    missing: presentation.consent.missing.map(({ query, vct }) => ({ query, vct })),
    legal_basis: model.grounds.flatMap(({ transfer }) =>
      transfer
        ? [
            {
              rule: transfer.rule,
              mode: 'holder_direct',
              allowed: transfer.allowed,
              basis: transfer.basis,
              source: transfer.source,
            },
          ]
        : [],
    ),
    blocked_by: presentation.consent.blockedBy ?? null,
    checks: reportRows(presentation.report),
    can_answer: model.canAnswer,
    expires_at: toUtc(presentation.expiresAt),
  }
}

const claimJson = ({ path, names, value }: ClaimWithValue): JsonObject => ({
  path,
  value,
  label: nameFor(names, 'en', showPath(path)).text,
})
