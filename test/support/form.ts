export interface FormAnswer {
  readonly status: number
  readonly location: string | null
  /** As the browser would send it back. */
  readonly cookie: string
  readonly contentType: string
  readonly text: string
  readonly json: unknown
}

/** Node's own look-up knows no names under localhost. */
export const loopback = (url: string): string => url.replace(/^http:\/\/[\w.]*localhost:/, 'http://127.0.0.1:')

/** Posts a form as a browser on the same site would, and follows nothing. */
export async function postForm(url: string, fields: Readonly<Record<string, string>> | string, headers: Readonly<Record<string, string>> = {}): Promise<FormAnswer> {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString()
  const answer = await fetch(loopback(url), {
    method: 'POST', redirect: 'manual', body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })
  const text = await answer.text()
  const contentType = answer.headers.get('content-type') ?? ''
  return {
    status: answer.status, location: answer.headers.get('location'), contentType, text,
    cookie: answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '),
    json: contentType.startsWith('application/json') ? (JSON.parse(text) as unknown) : undefined,
  }
}
