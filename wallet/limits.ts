import { days, hours, minutes, seconds } from '../src/base/time.ts'

/**
 * What one wallet holds at most, and how much of a stranger's answer it reads. A full wallet refuses; it never
 * overwrites.
 */
export const limits = {
  credentials: 50,
  openOffers: 20,
  openPresentations: 20,
  receipts: 200,
  historyEntries: 500,

  /** Bodies that reach the wallet: forms and JSON of its own API. A request by value is the largest of them. */
  requestBody: 64 * 1024,
  offer: 16 * 1024,
  issuerMetadata: 256 * 1024,
  tokenResponse: 16 * 1024,
  credentialResponse: 512 * 1024,
  requestObject: 256 * 1024,
  statusListToken: 1024 * 1024,
  responseAnswer: 16 * 1024,
  receipt: 64 * 1024,

  outboundTimeout: seconds(10),
  /** An offer says nothing about its end; the issuer's code ends sooner or later anyway. */
  offerLifetime: hours(24),
  presentationLifetime: minutes(10),
  /** How long one attempt to collect or to answer may hold the transaction before another may begin. */
  attempt: minutes(2),
  browserSession: days(400),
  browserLink: hours(24),
  /** Requests of one client in a minute: to the API, and to whatever makes this wallet ask somebody else. */
  perMinute: { api: 1200, asking: 120 },
  /** Clocks of other parties may differ by this much. */
  skew: seconds(60),
} as const
