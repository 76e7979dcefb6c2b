import type { ClaimsPath } from '../base/claims-path.ts'
import type { JsonObject } from '../base/json.ts'
import { seconds } from '../base/time.ts'
import type { FetchDocument, FetchedDocument } from '../http/fetch-document.ts'
import type { Desk } from './world.ts'

/** A desk or wallet API that answered with an error: its code and description, as sent. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly code: string
  readonly body: JsonObject
  constructor(url: string, status: number, body: JsonObject) {
    super(`${url} answered ${status} ${String(body['error'])}: ${String(body['error_description'] ?? '')}`)
    this.status = status
    this.code = String(body['error'])
    this.body = body
  }
}

const limits = { maxBytes: 2_000_000, timeout: seconds(20), accept: 'application/json' }

/** One JSON request to a desk. @throws Refused if the answer is not a success */
export async function ask<Answer>(
  http: FetchDocument,
  { url, token }: Desk,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await http({
    ...limits,
    url: url + path,
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { method: 'POST', contentType: 'application/json', body: JSON.stringify(body) }),
  })
  return successOf(answer) as Answer
}

/** @throws Refused if the answer is not a success with a JSON object, or none at all */
function successOf(answer: FetchedDocument): unknown {
  const body = answer.text === '' ? {} : (JSON.parse(answer.text) as JsonObject)
  if (answer.status < 200 || answer.status > 299) throw new Refused(answer.url, answer.status, body)
  return body
}

/** Posts a form without a token, as anybody could; gives the answer whatever its status. */
export const postForm = (http: FetchDocument, url: string, body: string): Promise<FetchedDocument> =>
  http({ ...limits, url, method: 'POST', contentType: 'application/x-www-form-urlencoded', body })

export interface Offer {
  readonly offer: string
  readonly credential_offer_uri?: string
  readonly tx_code?: string
}

export interface Row {
  readonly id: string
  readonly spec: string
  readonly outcome: 'passed' | 'failed' | 'indeterminate' | 'not_run'
  readonly detail: string
  readonly evidence: JsonObject
}

export interface ConsentPreview {
  readonly id: string
  readonly verifier: { readonly name: string }
  readonly shares: readonly { readonly query: string; readonly claims: readonly { readonly path: ClaimsPath }[] }[]
  readonly withheld: readonly { readonly credential: string; readonly path: ClaimsPath }[]
  readonly over_asked: readonly { readonly query: string; readonly path: ClaimsPath }[]
  readonly checks: readonly Row[]
  readonly can_answer: boolean
}
