import type { Report } from '../src/base/checks.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import type { PrivateJwk } from '../src/jose/signing-key.ts'
import type {
  CredentialRequestEncryption,
  CredentialResponseEncryption,
} from '../src/openid4vci/credential-issuer-metadata.ts'
import type { ClaimLabel, Named } from './named-records.ts'

/** One issuance from beginning to end: what was offered, or what the holder asked an issuer for. */
export interface HeldOffer {
  readonly id: string
  readonly receivedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly begunBy: 'issuer' | 'holder' | 'wallet'
  /** `authorizing`: at the issuer's own pages. `pending`: the issuer takes its time. */
  readonly state: 'open' | 'authorizing' | 'collecting' | 'pending' | 'collected' | 'dismissed'
  /** While collecting: another attempt may begin at this instant, if this one never came back. */
  readonly attemptUntil?: EpochSeconds
  readonly issuer: IssuerOfOffer
  readonly grant: OfferedGrant
  readonly configurations: readonly OfferedConfiguration[]
  /** What the wallet established before it showed the offer. */
  readonly report: Report
  /** How the last attempt ended, if it did not succeed: the page says so until another one is made. */
  readonly lastFailure?: { readonly code: string; readonly description: string; readonly report?: Report }
  readonly authorization?: StartedAuthorization
  /** What the holder said when accepting; it holds for what comes later too. */
  readonly acceptUnlisted?: boolean
  /** Kept when the issuer gave a token and a later step did not succeed: the code is spent, the token is not. */
  readonly progress?: Progress
  /** A renewal: exactly this is asked for, and takes the place of this credential. */
  readonly renews?: { readonly credentialId: string; readonly requested: Requested }
  /** The credentials that came of it. */
  readonly collected?: readonly string[]
}

export interface OfferReference {
  readonly instanceId: string
  readonly offerId: string
}

export type OfferedGrant =
  | { readonly type: 'pre-authorized_code'; readonly code: string; readonly txCode?: TransactionCode }
  | { readonly type: 'authorization_code'; readonly issuerState?: string }
  | { readonly type: 'refresh_token' }

export interface TransactionCode {
  readonly inputMode: 'numeric' | 'text'
  readonly length?: number
  readonly description?: string
}

/** The holder was sent to the issuer's pages; nothing else than the answer to exactly this is taken. */
export interface StartedAuthorization {
  readonly state: string
  readonly codeVerifier: string
  readonly redirectUri: string
  readonly clientId: string
  readonly dpopKey: PrivateJwk
  readonly url: string
  readonly until: EpochSeconds
  /** Begun by the API: the answer may come in any browser. Otherwise only in the one that began. */
  readonly anyBrowser: boolean
}

export interface IssuerOfOffer {
  readonly credentialIssuer: string
  readonly names: Named
  readonly authorizationServer: string
  /** The issuer's metadata name authorization servers: what is asked of them says for whom. */
  readonly namesServers: boolean
  readonly tokenEndpoint: string
  readonly parEndpoint?: string
  readonly authorizationEndpoint?: string
  readonly challengeEndpoint?: string
  readonly credentialEndpoint: string
  readonly nonceEndpoint: string
  readonly deferredEndpoint?: string
  readonly notificationEndpoint?: string
  readonly client: ClientKind
  /** The most keys in one request; 1 where the issuer does not issue in batches. */
  readonly batchSize: number
  /** What the issuer offers and this wallet can use, the stronger algorithm first. */
  readonly requestEncryption?: CredentialRequestEncryption
  readonly responseEncryption?: CredentialResponseEncryption
  readonly statement: IssuerStatement
}

/** How this wallet is known to the authorization server. */
export type ClientKind = 'attested' | 'public' | 'anonymous'

/** Who stands behind the issuer's metadata, and what its registration says. */
export interface IssuerStatement {
  /** From the access certificate that signed the metadata; absent where nobody vouches for who signed, or nobody did. */
  readonly signer?: {
    readonly name: string
    readonly legalName: string
    readonly country: string
    readonly identifier: string
    /** Whose list the certificate is anchored in. */
    readonly territory: string
  }
  /** What the issuer says of its registration; it is evidence only under the signature of `signer`. */
  readonly registration?: {
    readonly identifier: string
    readonly descriptions: Named
    readonly registry: string
    /** What it registered to issue: format and type. */
    readonly provides: readonly string[]
  }
}

export interface OfferedConfiguration {
  readonly id: string
  readonly vct: string
  readonly names: Named
  readonly claims: readonly ClaimLabel[]
  readonly scope?: string
  readonly proof: KeyProofKind
  readonly copies: CopiesPolicy
}

/** `attested jwt`: one proof for all keys of a key attestation. */
export type KeyProofKind = 'jwt' | 'attested jwt' | 'attestation'

export interface CopiesPolicy {
  /** How many copies to ask for. */
  readonly number: number
  readonly policy: string
  readonly renewBelow: number
  readonly renewLifetimeLeft?: number
}

/** One credential to ask for: a configuration, or one dataset of it that the token response names. */
export interface Requested {
  readonly configurationId: string
  readonly identifier?: string
}

/** What the authorization server gave: as long as it is good, the issuer answers. Kept for what comes later. */
export interface Access {
  readonly id: string
  readonly token: string
  readonly dpopKey: PrivateJwk
  readonly expiresAt: EpochSeconds
  readonly refreshToken?: string
  /** Undefined: the server does not know who this wallet is. */
  readonly clientId?: string
  /** `credential_identifiers` of the token response, by configuration. */
  readonly identifiers?: { readonly [configurationId: string]: readonly string[] }
  readonly issuer: IssuerOfOffer
  readonly configurations: readonly OfferedConfiguration[]
}

/** How far an issuance has come. */
export interface Progress {
  readonly access: string
  /** What was answered and not yet stored; each is asked for at most once. */
  readonly received: readonly ReceivedCredential[]
  /** What the issuer will give later. */
  readonly deferred: readonly DeferredCredential[]
  /** What is in the wallet already. */
  readonly stored: readonly Requested[]
}

/** Answered by the issuer and not yet the holder's: its checks, or a confirmation, are still to come. */
export interface ReceivedCredential {
  readonly requested: Requested
  readonly copies: readonly { readonly credential: string; readonly key: PrivateJwk }[]
  readonly notificationId?: string
}

export interface DeferredCredential {
  readonly requested: Requested
  readonly transactionId: string
  readonly keys: readonly PrivateJwk[]
  /** Not to be asked for before. */
  readonly notBefore: EpochSeconds
}
