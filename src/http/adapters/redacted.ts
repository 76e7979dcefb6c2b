import type { LogFields } from '../../base/log.ts'

/** The value of a log field with what must not be read blotted out, by the field's name and by the text's shape. */
export function redacted(name: string, value: LogFields[string]): LogFields[string] {
  if (secretName.test(name)) return '[redacted]'
  if (typeof value !== 'string') return value
  return shapes.reduce((text, [shape, replacement]) => text.replace(shape, replacement), value)
}

/** An `error` is a code of a specification; a `code` may be one that buys a token. */
const secretName =
  /^code$|(token|secret|password|authorization|cookie|dpop|disclosures?|claims?|tx_?code|jwt|jwk|private_?key)$/i

const shapes: readonly (readonly [RegExp, string])[] = [
  // JWS, JWE, SD-JWT with its disclosures: base64url of a JSON object begins with eyJ.
  [/eyJ[\w-]*(?:\.[\w-]*)+(?:~[\w.~-]*)?/g, '[redacted]'],
  // Disclosures alone: base64url of a JSON array begins with WyJ.
  [/WyJ[\w-]{8,}/g, '[redacted]'],
  // Tokens of ours keep the prefix that says what they are: code_…, nonce_….
  [/\b([a-z]+_)[\w-]{43}\b/g, '$1[redacted]'],
  [/\b(Bearer|DPoP) +[\w.~+/-]+=*/gi, '$1 [redacted]'],
  [/"(d|p|q|dp|dq|qi|k)"\s*:\s*"[^"]*"/g, '"$1":"[redacted]"'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[redacted]'],
  // Twelve digits are how a Japanese Individual Number is written.
  [/(?<!\d)\d{12}(?!\d)/g, '[redacted]'],
]
