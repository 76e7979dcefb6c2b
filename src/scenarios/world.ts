import type { FetchDocument } from '../http/fetch-document.ts'
import type { Clock, Seconds } from '../base/time.ts'

/** The two jurisdictions of the stories. */
export type Side = 'EU' | 'JP'

/**
 * A running lab as a story sees it: services that are reached over HTTP alone, each with the token of its desk, and the
 * few things that only the stage can do (let time pass, take a service down).
 */
export interface World {
  readonly http: FetchDocument
  readonly clock: Clock
  readonly sides: { readonly [S in Side]: SideOfWorld }
  readonly wallet: Desk
  readonly walletProvider: Desk
  /** With it every fictional person logs in at the issuers; the user name is the person's id. */
  readonly peoplePassword: string
  /** Lets time pass in every service at once. */
  advance(duration: Seconds): void
  /** Takes a side's scheme operator off the network: connections are refused from now on. */
  takeListOffline(side: Side): Promise<void>
  /** What the world's wallet did wrong and sent, for stories in which somebody sends it again. */
  sentResponses(): readonly SentResponse[]
}

export interface SideOfWorld {
  readonly operator: Desk
  readonly identity: Desk
  readonly university: Desk
  readonly admissions: Desk
  /** Id of the university's credential service in the list of the scheme operator. */
  readonly universityServiceId: string
}

/** A service and the token of its desk API. */
export interface Desk {
  readonly url: string
  readonly token: string
}

export interface SentResponse {
  readonly url: string
  readonly body: string
}

/**
 * How a wallet that does not play by the rules departs from them. The wallet's own code has none of this: a world is
 * started with a wallet whose `present` port is replaced.
 */
export const misbehaviours = ['tampered-disclosure', 'missing-key-binding', 'wrong-nonce', 'wrong-audience'] as const
export type Misbehaviour = (typeof misbehaviours)[number]

/** What a story needs of its world before it starts. */
export interface Staging {
  readonly misbehaviour?: Misbehaviour
  /** This side's university issues with a certificate that no list has. */
  readonly unlistedUniversity?: Side
}

/** Both sides, made by one function: no code outside the stories spells them out. */
export const eachSide = <Value>(make: (side: Side) => Value): { readonly [S in Side]: Value } => ({ EU: make('EU'), JP: make('JP') })
