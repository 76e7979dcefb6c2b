import { confirm } from '../base/checks.ts'
import { parseCompactJws, type CompactJws } from '../jose/jws.ts'
import { parseDisclosure, type Disclosure } from './disclosure.ts'

/** Enough for a portrait of 100 kB and a hundred claims; a longer text is not looked at. */
const maxLength = 512 * 1024
const maxDisclosures = 1000

/** The pieces between the tildes, as received — RFC 9901 §4 "SD-JWT and SD-JWT+KB Data Formats". */
export interface SdJwtParts {
  readonly issuerJwtText: string
  readonly disclosureTexts: readonly string[]
  /** Absent in an SD-JWT, present in an SD-JWT+KB. */
  readonly keyBindingText?: string
  /** Everything up to and with the last tilde: what `sd_hash` covers, and what goes before a Key Binding JWT. */
  readonly hashInput: string
}

/** @throws CheckFailed if there is no tilde, an empty piece, or more than will be looked at */
export function splitSdJwt(text: string): SdJwtParts {
  confirm(text.length <= maxLength, `the SD-JWT has more than ${maxLength} characters`)
  const end = text.lastIndexOf('~')
  confirm(end > 0, 'not an SD-JWT: no tilde after the issuer-signed JWT')
  const hashInput = text.slice(0, end + 1)
  const keyBindingText = text.slice(end + 1)
  const [issuerJwtText = '', ...disclosureTexts] = text.slice(0, end).split('~')
  confirm(disclosureTexts.length <= maxDisclosures, `the SD-JWT has more than ${maxDisclosures} disclosures`)
  confirm(issuerJwtText !== '' && !disclosureTexts.includes(''), 'not an SD-JWT: there is nothing between two tildes')
  return { issuerJwtText, disclosureTexts, hashInput, ...(keyBindingText !== '' && { keyBindingText }) }
}

export interface SdJwt {
  readonly issuerJwt: CompactJws
  readonly issuerJwtText: string
  readonly disclosures: readonly Disclosure[]
  readonly keyBinding?: { readonly jwt: CompactJws }
  readonly hashInput: string
}

/** Reads the shape of all pieces; no signature or digest is looked at. @throws CheckFailed if any is misshapen */
export function parseSdJwt(text: string): SdJwt {
  const { issuerJwtText, disclosureTexts, keyBindingText, hashInput } = splitSdJwt(text)
  return {
    issuerJwt: parseCompactJws(issuerJwtText),
    issuerJwtText,
    disclosures: disclosureTexts.map(parseDisclosure),
    hashInput,
    ...(keyBindingText !== undefined && { keyBinding: { jwt: parseCompactJws(keyBindingText) } }),
  }
}
