import { showPath, type ClaimsPath } from '../src/base/claims-path.ts'
import type { Json } from '../src/base/json.ts'
import type { Localized } from '../src/base/localized.ts'
import type { RecipientSector, TransferRule } from '../src/base/transfer-rule.ts'
import type { DisclosureItem } from '../src/html/disclosure-view.ts'
import type { ReceiptModel } from '../src/html/receipt-view.ts'
import type { ReportRow as TitledRow } from '../src/html/report-view.ts'
import { claimAt, claimLabel } from '../src/jurisdictions/credential-profile.ts'
import { jurisdictionOf } from '../src/jurisdictions/index.ts'
import {
  credentialKinds,
  type CredentialKind,
  type CredentialProfile,
} from '../src/jurisdictions/jurisdiction-profile.ts'
import { purposes } from '../src/jurisdictions/purposes.ts'
import { adequacyScopeOf, transferRules } from '../src/jurisdictions/transfer-rules.ts'
import { decideTransfer, type TransferDecision } from '../src/transfer/legal-basis.ts'
import { askedProfile, type ClaimOf } from './asked.ts'
import type { VerifierContext } from './context.ts'
import type { CredentialResult, CrossingResult } from './crossing-result.ts'
import { walletLinks } from './presentation-request.ts'
import { stateOf, type Answered, type RequestRecord } from './request-record.ts'
import type { LandingModel } from './views/landing-view.ts'
import type { RequestModel } from './views/request-view.ts'
import type { ResultModel } from './views/result-view.ts'
import { kindWords, retentionWords } from './words.ts'

const purpose = purposes.university_admission

/** What the landing page shows: all of it comes from the profiles. */
export function landingModel({ baseUrl, jurisdiction, verifier }: VerifierContext): LandingModel {
  const sources = verifier.asksFor.flatMap((code) => jurisdictionOf(code) ?? [])
  return {
    about: verifier.about,
    credentials: sources.flatMap(({ credentials, name }) =>
      credentialKinds.map((kind) => asked(credentials[kind], name)),
    ),
    never: sources.flatMap(({ credentials }) => credentialKinds.flatMap((kind) => neverAsked(credentials[kind]))),
    purpose,
    retention: retentionWords(purpose.retentionDays),
    bases: sources.map(({ code }) => holderDirect(code, jurisdiction.code, verifier.sector)),
    recipient: { name: verifier.name, sector: verifier.sectorName, identifier: verifier.organizationIdentifier },
    registrationNote: verifier.registration.note,
    action: `${baseUrl}/present`,
  }
}

function asked(profile: CredentialProfile, from: Localized): LandingModel['credentials'][number] {
  const { needed = [], optional = [] } = profile.purposes[purpose.code] ?? {}
  const item = (path: ClaimsPath) => ({
    label: claimLabel(profile, path),
    open: claimAt(profile, path)?.disclosable === false,
  })
  return { name: profile.name, from, needed: needed.map(item), optional: optional.map(item) }
}

const neverAsked = (profile: CredentialProfile): readonly Localized[] =>
  (profile.purposes[purpose.code]?.forbidden ?? []).map((path) => claimLabel(profile, path))

const holderDirect = (from: string, to: string, recipientSector: RecipientSector): TransferDecision =>
  decideTransfer(transferRules, {
    from,
    origin: from,
    to,
    recipientSector,
    mode: 'holder_direct',
    data: ['personal'],
    conditions: [],
    adequacyScope: adequacyScopeOf(from, to),
  })

/** What the page of one request shows while it is open, and when it is over. */
export function requestModel(context: VerifierContext, record: RequestRecord): RequestModel {
  return {
    state: stateOf(record, context.clock.now()),
    links: walletLinks(context, record),
    expiresAt: record.expiresAt,
    beyond: record.asked.beyondPurpose.map((claim) => ({
      credential: kindWords[claim.credential],
      label: labelOf(record, claim),
    })),
    refusals: record.refusals.map(({ at, error_description, result }) => ({
      at,
      description: error_description,
      report: titledRows(result),
    })),
    page: `${context.baseUrl}/requests/${record.id}`,
    again: `${context.baseUrl}/present`,
  }
}

/** What the result page shows. */
export function resultModel(context: VerifierContext, record: RequestRecord, { result }: Answered): ResultModel {
  const { decision } = result
  return {
    decision,
    person: credentialKinds.map((kind) => ({ credential: kindWords[kind], names: namesIn(record, result, kind) })),
    credentials: credentialKinds.map((kind) => credentialModel(kind, result.credentials[kind])),
    crossed: result.disclosed.map((claim) => crossedItem(record, result, claim)),
    stayed: result.withheld.map(({ credential, path }) => ({
      credential: kindName(credential),
      path: showPath(path),
      label: labelOf(record, { credential: credential as CredentialKind, path }),
    })),
    report: titledRows(result),
    legalStatuses: context.jurisdiction.legalStatuses,
    ...receiptModels(context, result),
  }
}

/** A rule of the policy is called by what it said. */
const titledRows = ({ report, decision }: CrossingResult): readonly TitledRow[] =>
  report.map((row) => {
    const title = decision.reasons.find(({ rule }) => rule === row.id)?.text
    return title ? { ...row, title } : row
  })

const kindName = (credential: string): Localized | string =>
  credentialKinds.filter((kind) => kind === credential).map((kind) => kindWords[kind])[0] ?? credential

const profileOf = ({ asked: { credentials } }: RequestRecord, kind: string): CredentialProfile | undefined =>
  credentials.filter((one) => one.kind === kind).map(askedProfile)[0]

function labelOf(record: RequestRecord, { credential, path }: ClaimOf): Localized | string {
  const profile = profileOf(record, credential)
  return profile ? claimLabel(profile, path) : showPath(path)
}

function crossedItem(
  record: RequestRecord,
  { decision }: CrossingResult,
  { credential, path, value }: CrossingResult['disclosed'][number],
): DisclosureItem & { readonly unread: boolean } {
  const shown = value === undefined ? undefined : textOf(value)
  return {
    credential: kindName(credential),
    path: showPath(path),
    label: labelOf(record, { credential: credential as CredentialKind, path }),
    value: shown,
    lang: shown === undefined ? undefined : languageOfText(shown),
    unread: shown === undefined && decision.policy !== 'reject',
  }
}

/** The name as each credential has it: never reordered, never transliterated. */
function namesIn(
  record: RequestRecord,
  { disclosed }: CrossingResult,
  kind: CredentialKind,
): ResultModel['person'][number]['names'] {
  const profile = profileOf(record, kind)
  const wanted = disclosed.filter(
    ({ credential, path }) => credential === kind && profile && claimAt(profile, path)?.attribute.startsWith('name.'),
  )
  return wanted.flatMap(({ path, value }) => {
    if (typeof value !== 'string' || !profile) return []
    return [{ label: claimLabel(profile, path), value, lang: languageOfText(value) }]
  })
}

const credentialModel = (kind: CredentialKind, result: CredentialResult): ResultModel['credentials'][number] => ({
  name: kindWords[kind],
  technical: result.technical,
  listStatus: result.listStatus,
  legalStatus: result.legalStatus,
  issuer: result.issuer,
  list: result.list,
  comparableTo: result.comparableTo,
})

function receiptModels(
  { verifier, walletUrl }: VerifierContext,
  { receipt, at }: CrossingResult,
): Pick<ResultModel, 'receipt'> {
  if (!receipt) return {}
  const { claims, jwt, uri } = receipt
  const rule = rules.find(({ id }) => id === claims.legal_basis)
  const name = ({ credential, path }: { credential: string; path: ClaimsPath }): string =>
    `${credential}: ${showPath(path)}`
  const model: ReceiptModel = {
    purpose: purpose.name,
    legalBasis: {
      id: claims.legal_basis,
      text: basisText(claims.legal_basis, claims.origin_jurisdiction),
      source: rule?.source,
      tag: rule?.tag,
    },
    mode: claims.mode,
    recipient: verifier.name,
    recipientSector: verifier.sectorName,
    requested: claims.attributes.requested.map(name),
    disclosed: claims.attributes.disclosed.map(name),
    withheld: claims.attributes.withheld.map(name),
    retention: retentionWords(claims.retention_days),
    at,
    signedBy: `${verifier.legalName} (${verifier.organizationIdentifier})`,
    jwt,
  }
  const keep = new URL('receipts', walletUrl)
  keep.searchParams.set('receipt_uri', uri)
  return { receipt: { model, download: uri, keep: keep.href } }
}

/** The same rule can have two wordings, one for each way of crossing: the receipt's is the holder's own. */
const basisText = (id: string, from: string): Localized | undefined =>
  rules.find(
    (rule) =>
      rule.id === id && (rule.when.from?.includes(from) ?? true) && (rule.when.mode?.includes('holder_direct') ?? true),
  )?.basis
const rules: readonly TransferRule[] = transferRules

const textOf = (value: Json): string => {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.map(textOf).join(', ') : JSON.stringify(value)
}

const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Greek}/u, 'el'],
]

/** BCP 47 tag by which a text in another script is read aloud and set; undefined for Latin letters. */
const languageOfText = (text: string): string | undefined => scripts.find(([script]) => script.test(text))?.[1]
