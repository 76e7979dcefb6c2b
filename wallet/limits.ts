import { days, hours, minutes, seconds } from '../src/base/time.ts'

/**
 * What one wallet holds at most, and how much of a stranger's answer it reads. A full wallet refuses; it never
 * overwrites.
 */
export const limits = {
  credentials: 50,
  /** Of one credential, in one request. */
  copies: 10,
  /** `credential_identifiers` of one configuration that are asked for. */
  datasets: 10,
  openOffers: 20,
  openPresentations: 20,
  receipts: 200,
  historyEntries: 500,

  /** Bodies that reach the wallet: forms and JSON of its own API. A request by value is the largest of them. */
  requestBody: 64 * 1024,
  offer: 16 * 1024,
  issuerMetadata: 256 * 1024,
  tokenResponse: 16 * 1024,
  credentialResponse: 2 * 1024 * 1024,
  typeMetadata: 256 * 1024,
  /** A picture of a QR code: its file, and what it unfolds to. */
  picture: 4 * 1024 * 1024,
  picturePixels: 12_000_000,
  requestObject: 256 * 1024,
  statusListToken: 1024 * 1024,
  responseAnswer: 16 * 1024,
  receipt: 64 * 1024,

  outboundTimeout: seconds(10),
  /** An offer says nothing about its end; the issuer's code ends sooner or later anyway. */
  offerLifetime: hours(24),
  /** How long a holder may take at the issuer's own pages. */
  authorization: minutes(30),
  /** How long the wallet goes on asking for a credential that the issuer put off. */
  deferredLifetime: days(30),
  /** How long the wallet waits before it asks again where it could not ask; and before it tries to renew again. */
  pollAfterFailure: minutes(5),
  renewAfterFailure: hours(1),
  /** An issuer that wants to be asked less often is asked this often. */
  longestInterval: hours(24),
  /** An access token is taken for spent after this, whatever the server says. */
  tokenLifetime: hours(24),
  presentationLifetime: minutes(10),
  /** How long one attempt to collect or to answer may hold the transaction before another may begin. */
  attempt: minutes(2),
  tendEvery: minutes(1),
  /** How many issuers are asked while somebody waits for a page. */
  tendedAtOnce: 3,
  browserSession: days(400),
  browserLink: hours(24),
  /** Requests of one client in a minute: to the API, and to whatever makes this wallet ask somebody else. */
  perMinute: { api: 1200, asking: 120 },
  /** Clocks of other parties may differ by this much. */
  skew: seconds(60),
} as const
