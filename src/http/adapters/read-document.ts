import type { IncomingMessage } from 'node:http'
import { fromUtf8 } from '../../base/bytes.ts'
import { FetchFailed, type FetchedDocument } from '../fetch-document.ts'

/**
 * Reads an answer to its end; the connection is cut if it is refused before.
 *
 * @throws FetchFailed `too_large` or `not_utf8`; a compressed answer is the latter, for none was asked for
 */
export async function readDocument(url: URL, response: IncomingMessage, maxBytes: number): Promise<FetchedDocument> {
  const { contentType, charset } = parseContentType(response.headers['content-type'] ?? '')
  const encoding = response.headers['content-encoding'] ?? 'identity'
  try {
    if (encoding.toLowerCase() !== 'identity') throw new FetchFailed('not_utf8', `${url.host} answered compressed`)
    if (!utf8Names.includes(charset)) throw new FetchFailed('not_utf8', `${url.host} answered in another charset`)
    const bytes = await collect(url, response, maxBytes)
    return {
      url: url.href,
      status: response.statusCode!,
      contentType,
      header: (name) => response.headersDistinct[name.toLowerCase()]?.join(', '),
      text: decode(url, bytes),
    }
  } finally {
    if (!response.complete) response.destroy()
  }
}

const utf8Names = ['utf-8', 'us-ascii']

/** RFC 9110 §8.3. No charset is UTF-8, as in every media type that we ask for. */
function parseContentType(header: string): { contentType: string; charset: string } {
  const [contentType = '', ...parameters] = header.toLowerCase().split(';')
  const charsets = parameters.map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(parameter)?.[1])
  return { contentType: contentType.trim(), charset: charsets.find((charset) => charset !== undefined) ?? 'utf-8' }
}

async function collect(url: URL, response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new FetchFailed('too_large', `${url.host} answered more than ${maxBytes} bytes`)
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function decode(url: URL, bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch (error) {
    throw new FetchFailed('not_utf8', `${url.host} answered something that is not UTF-8`, error)
  }
}
