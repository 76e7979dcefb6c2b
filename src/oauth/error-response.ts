import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import type { FetchedDocument } from '../http/fetch-document.ts'

/** Another party refused what we asked of it, in the form of RFC 6749 §5.2. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
  /** `error` of the answer, or `http_<status>` where it has none. Written by the other party: data, never markup. */
  readonly code: string
  /** `error_description` of the answer, cut short; empty where it has none. */
  readonly description: string
  readonly status: number
  constructor({ code, description, status }: { code: string; description: string; status: number }) {
    super(`refused with ${code}${description === '' ? '' : `: ${description}`}`)
    this.code = code
    this.description = description
    this.status = status
  }
}

const errorResponseSchema = z.object({ error: z.string().min(1).max(200), error_description: z.string().optional() })

/** Reads a refusal; an answer that is no coded error becomes `http_<status>`. */
export function requestRefused(document: FetchedDocument): RequestRefused {
  const parsed = errorResponseSchema.safeParse(jsonOrUndefined(document.text))
  return new RequestRefused({
    code: parsed.success ? parsed.data.error : `http_${document.status}`,
    description: (parsed.success ? (parsed.data.error_description ?? '') : '').slice(0, 400),
    status: document.status,
  })
}

/**
 * The nonce that the other party asks to have in the next DPoP proof — RFC 9449 §8 and §9 — or undefined if the answer
 * is something else. One retry with it is due.
 */
export function requiredDpopNonce(document: FetchedDocument): string | undefined {
  if (document.status !== 400 && document.status !== 401) return undefined
  const challenged = /^dpop\b/i.test(document.header('www-authenticate') ?? '') &&
    /error="?use_dpop_nonce"?/.test(document.header('www-authenticate') ?? '')
  const asked = challenged || requestRefused(document).code === 'use_dpop_nonce'
  return asked ? document.header('dpop-nonce') : undefined
}

/**
 * The JSON of a successful answer.
 *
 * @param what names the document in messages
 * @throws RequestRefused if the answer is an error
 * @throws CheckFailed if it is not JSON
 */
export function parseJsonDocument(document: FetchedDocument, what: string): unknown {
  if (document.status < 200 || document.status > 299) throw requestRefused(document)
  if (!/^application\/([\w.-]+\+)?json$/.test(document.contentType)) {
    throw new CheckFailed(`the ${what} came as '${document.contentType.slice(0, 60)}' instead of application/json`)
  }
  const value = jsonOrUndefined(document.text)
  if (value === undefined) throw new CheckFailed(`the ${what} is not JSON`)
  return value
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
