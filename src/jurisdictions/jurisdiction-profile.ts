import type { ClaimsPath } from '../base/claims-path.ts'
import type { EvidenceTag } from '../base/evidence-tag.ts'
import type { JsonObject } from '../base/json.ts'
import type { Localized } from '../base/localized.ts'
import type { PurposeScope } from '../base/purpose.ts'
import type { Seconds } from '../base/time.ts'
import type { RecipientSector } from '../base/transfer-rule.ts'
import type { AssuranceScheme, ComparableLevel } from './comparable-assurance.ts'

/** Everything that is particular to one jurisdiction. A further jurisdiction is a further object of this type. */
export interface JurisdictionProfile {
  /** SchemeTerritory of its list (TS 119 602 §6.1.5): two capital letters. */
  readonly code: string
  readonly name: Localized
  /** The short name in running text: "the EU", 「日本」. */
  readonly shortName: Localized
  /** A character that stands for it on pages; never a flag. */
  readonly symbol: string
  readonly theme: 'indigo' | 'vermilion' | 'pine' | 'ink' | 'plum'
  /** The language in which its officers read first. */
  readonly language: string
  readonly trustList: TrustListProfile
  readonly credentials: { readonly [Kind in CredentialKind]: CredentialProfile }
  readonly issuers: { readonly [Kind in CredentialKind]: IssuerProfile }
  readonly verifiers: { readonly [Role in VerifierRole]: VerifierProfile }
  readonly assurance: AssuranceScheme
  /** Every value that `legalStatus` can have for objects of this jurisdiction, with its words. */
  readonly legalStatuses: { readonly [status: string]: Localized }
  readonly people: readonly Person[]
}

export const credentialKinds = ['identity', 'diploma'] as const
export type CredentialKind = (typeof credentialKinds)[number]

export const verifierRoles = ['admissions'] as const
export type VerifierRole = (typeof verifierRoles)[number]

/** A text in a language of ETSI multilingual members, such as `ja-Latn`. */
export interface LanguageString {
  readonly lang: string
  readonly value: string
}

/** A postal address in one language, with the member names of TS 119 602 "TE postal address". Fictional, always. */
export interface PostalAddress {
  readonly lang: string
  readonly StreetAddress: string
  readonly Locality: string
  readonly StateOrProvince?: string
  readonly PostalCode?: string
  readonly Country: string
}

export interface Organisation {
  /** Starts with `LAB-` in every language. */
  readonly name: Localized
  /** The same name for lists and registrations: English, the native script, and its Latin form where that differs. */
  readonly names: readonly [LanguageString, ...LanguageString[]]
  /** `O` of its certificates and TEName: the English name. */
  readonly legalName: string
  /** `C` of its certificates. `XM` is a user-assigned code of ISO 3166: the lab member state. */
  readonly country: string
  /** ETSI EN 319 412-1 §5.1.4, synthetic. */
  readonly organizationIdentifier: string
  readonly sector: RecipientSector
  readonly sectorName: Localized
  /** Name of the service under `localhost`; a public base URL may replace it. */
  readonly host: string
  readonly postalAddress: readonly [PostalAddress, ...PostalAddress[]]
  readonly email: string
  readonly website: string
  /** One paragraph: who this is, and that it does not exist. */
  readonly about: Localized
}

export interface IssuerProfile extends Organisation {
  /** Name of the service; the English one is the CN of its certificate. */
  readonly serviceName: Localized
  /** The same for lists, with the Latin form of every name in another script. */
  readonly serviceNames: readonly [LanguageString, ...LanguageString[]]
  /** What the counter page says above its choices. */
  readonly counter: Localized
}

export interface VerifierProfile extends Organisation {
  /** Trade name; the English one is the CN of the access certificate. */
  readonly serviceName: Localized
  readonly serviceNames: readonly [LanguageString, ...LanguageString[]]
  /** Jurisdictions whose credentials this verifier asks for. */
  readonly asksFor: readonly string[]
  readonly registration: RelyingPartyRegistration
}

/** What stands in the registration certificate: TS 119 475 "WRPRC", its member names. */
export interface RelyingPartyRegistration {
  readonly srv_description: readonly LanguageString[]
  readonly entitlements: readonly [string, ...string[]]
  readonly purpose: readonly LanguageString[]
  readonly intended_use_id: string
  readonly privacy_policy: string
  readonly info_uri: string
  readonly support_uri: string
  readonly registry_uri: string
  readonly public_body: boolean
  readonly supervisory_authority: { readonly name: Localized; readonly email: string; readonly phone: string; readonly uri: string }
  /** Which registrar's rule let it register, and that it is the lab's. */
  readonly note: Localized
}

/** The kinds of services that a list of this lab carries. */
export const listedServiceKinds = [...credentialKinds, 'access_certificate', 'registration_certificate', 'wallet_provider'] as const
export type ListedServiceKind = (typeof listedServiceKinds)[number]

/** One jurisdiction's list and the scheme under which it is kept: ETSI TS 119 602 V1.1.1 "List and scheme information". */
export interface TrustListProfile {
  readonly operator: Organisation
  /** Where the scheme operator's service answers with the list. */
  readonly path: '/list.jws'
  readonly listType: string
  /** `SchemeName`: begins with the territory and a colon. */
  readonly schemeName: readonly LanguageString[]
  readonly schemeInformationUri: readonly LanguageUri[]
  readonly statusDeterminationApproach: string
  readonly communityRules: readonly LanguageUri[]
  /** `PolicyOrLegalNotice`: says that the list is a lab list. */
  readonly legalNotice: readonly LanguageString[]
  readonly historicalInformationPeriod: number
  readonly serviceTypes: { readonly [Kind in ListedServiceKind]: string }
  readonly serviceStatuses: { readonly granted: string; readonly withdrawn: string }
  /** How long a fetched list is relied on without asking again. */
  readonly freshness: Seconds
  /** From issue to `NextUpdate`. */
  readonly nextUpdateAfter: Seconds
}

export interface LanguageUri {
  readonly lang: string
  readonly uriValue: string
}

export interface CredentialProfile {
  readonly kind: CredentialKind
  /** `credential_configuration_id`. */
  readonly configurationId: string
  readonly scope: string
  readonly format: 'dc+sd-jwt'
  readonly vct: string
  readonly name: Localized
  /** Says that it is a lab credential, and after what it is shaped. */
  readonly description: Localized
  readonly colours: { readonly background: string; readonly text: string }
  readonly shape: { readonly source: string; readonly tag: EvidenceTag }
  readonly validFor: Seconds
  readonly claims: readonly ClaimProfile[]
  readonly assurance: CredentialAssurance
  /** `legalStatus` of an object of this kind, before any relying jurisdiction looks at it. */
  readonly legalStatus: string
  /** Scopes of the purposes for which it may be asked for; no entry means it may not. */
  readonly purposes: { readonly [code: string]: PurposeScope }
  /** How a verifier finds the person: which paths hold the names and the birth date. */
  readonly matching: MatchingPaths
}

export interface MatchingPaths {
  readonly name:
    | { readonly form: 'parts'; readonly family: ClaimsPath; readonly given: ClaimsPath }
    | { readonly form: 'single'; readonly path: ClaimsPath }
  readonly birthDate: ClaimsPath
}

export interface ClaimProfile {
  readonly path: ClaimsPath
  readonly label: Localized
  /** Present in every credential of this kind. */
  readonly mandatory: boolean
  /** The holder discloses it or not; otherwise everybody who gets the credential reads it. */
  readonly disclosable: boolean
  /** `FACT`: a claim of the public data model. `LAB`: ours. */
  readonly tag: EvidenceTag
  readonly attribute: CanonicalAttribute
  readonly flags: readonly LossFlag[]
}

/** The attributes to which claims of all jurisdictions are mapped. */
export const canonicalAttributes = [
  'name.native', 'name.family', 'name.given', 'name.family.birth', 'name.given.birth', 'birth.date', 'birth.date.text',
  'birth.place', 'nationality', 'sex', 'sex.text', 'address.full', 'address.part', 'address.country', 'age.over18',
  'age.over20', 'portrait', 'email', 'phone', 'id.personal', 'id.document', 'issuer.name', 'issuer.country',
  'issued.on', 'expires.on', 'legal.category', 'lab.marker', 'award.title', 'award.description', 'award.level',
  'award.outcomes', 'award.grade', 'award.language', 'award.workload', 'award.quality', 'award.entry',
  'award.stackable', 'learner.id',
] as const
export type CanonicalAttribute = (typeof canonicalAttributes)[number]

/** What gets lost, or goes wrong, when the claim crosses. The words are in `loss-flag-words.ts`. */
export const lossFlags = [
  'SINGLE_STRING', 'UNSPLIT', 'NO_AUTHORITATIVE_ROMAJI', 'ERA_PARSE', 'MISSING_MANDATORY_IN_TARGET',
  'UNMAPPABLE', 'ORDER', 'SCRIPT', 'PARTIAL', 'BIOMETRIC_RISK', 'THRESHOLD', 'NO_EU_SOURCE', 'UNIQUE_ID',
  'GRADE_SCALE', 'LEVEL_FRAMEWORK', 'INSTITUTION_SCOPED',
] as const
export type LossFlag = (typeof lossFlags)[number]

export interface CredentialAssurance {
  /** In the issuing jurisdiction's own words. */
  readonly statedAs: Localized
  readonly comparable: ComparableLevel
  /** `unverified`: the issuing jurisdiction has not said which level it is. */
  readonly confidence: 'stated' | 'unverified'
  readonly tag: EvidenceTag
}

/** A fictional person whom the issuers of a jurisdiction know. */
export interface Person {
  /** Subject id: letters, digits and hyphens. */
  readonly id: string
  /** As the person writes it; never transliterated. */
  readonly name: string
  readonly about: Localized
  /** What each issuer of the jurisdiction would attest; none, if it does not know the person under this id. */
  readonly datasets: { readonly [Kind in CredentialKind]?: JsonObject }
  /** Another id under which the same person is known, for stories about spelling. */
  readonly samePersonAs?: string
}

