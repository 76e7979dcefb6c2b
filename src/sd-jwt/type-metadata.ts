import { hash } from 'node:crypto'
import { z } from 'zod'
import { toBase64, sha256, utf8 } from '../base/bytes.ts'
import { CheckFailed, confirm, Indeterminate } from '../base/checks.ts'
import type { ClaimsPath } from '../base/claims-path.ts'
import { languages, type Localized } from '../base/localized.ts'
import { seconds } from '../base/time.ts'
import type { FetchDocument, FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'

/** SD-JWT VC -13 "Type Metadata Format": the members used here; others are ignored. */
export interface TypeMetadata {
  readonly vct: string
  readonly name?: string
  readonly description?: string
  /** Another type whose rules hold as well. */
  readonly extends?: string
  readonly 'extends#integrity'?: string
  readonly display?: readonly { readonly locale: string; readonly name: string; readonly description?: string }[]
  readonly claims?: readonly ClaimMetadata[]
}

/** SD-JWT VC -13 "Claim Metadata". */
export interface ClaimMetadata {
  readonly path: ClaimsPath
  readonly display?: readonly { readonly locale: string; readonly label: string; readonly description?: string }[]
  /** Every credential of the type has the claim. */
  readonly mandatory?: boolean
  /** Whether the issuer must, may or must not make it selectively disclosable. */
  readonly sd?: 'always' | 'allowed' | 'never'
}

/** The document for a type of ours. */
export const makeTypeMetadata = ({ vct, names, descriptions, claims }: {
  readonly vct: string
  readonly names: Localized
  readonly descriptions: Localized
  readonly claims: readonly {
    readonly path: ClaimsPath
    readonly label: Localized
    readonly mandatory: boolean
    readonly disclosable: boolean
  }[]
}): TypeMetadata => ({
  vct,
  name: names.en,
  description: descriptions.en,
  display: languages.map((locale) => ({ locale, name: names[locale], description: descriptions[locale] })),
  claims: claims.map(({ path, label, mandatory, disclosable }) => ({
    path,
    display: languages.map((locale) => ({ locale, label: label[locale] })),
    mandatory,
    sd: disclosable ? 'always' : 'never',
  })),
})

/** SD-JWT VC -13 "Document Integrity": the value of `vct#integrity` for exactly these bytes. */
export const integrityOf = (document: string): string => `sha256-${toBase64(sha256(document))}`

const strength = ['sha256', 'sha384', 'sha512'] as const

/**
 * SD-JWT VC -13 "Document Integrity", W3C Subresource Integrity: of several hashes the strongest function's count.
 *
 * @throws CheckFailed if none of them fits, or none is of a known function
 */
export function confirmIntegrity(document: string, integrity: string): void {
  const hashes = integrity.trim().split(/\s+/).map((text) => text.split('?')[0]!)
  const strongest = strength.findLast((name) => hashes.some((value) => value.startsWith(`${name}-`)))
  if (strongest === undefined) throw new CheckFailed('the integrity of the document is given by no known hash function')
  const expected = `${strongest}-${hash(strongest, utf8(document), 'base64')}`
  confirm(hashes.includes(expected), 'the document is not the one that the issuer meant (integrity)')
}

export const typeMetadataRequest = (url: string): OutboundRequest => ({
  url,
  accept: 'application/json',
  maxBytes: 200_000,
  timeout: seconds(10),
  redirects: 2,
})

/**
 * @param expected the type that the document must be of, and its integrity where the credential gives one; looked at
 *   before anything is parsed
 * @throws Indeterminate if the address does not answer 200; CheckFailed if it is another document
 */
export function processTypeMetadataResponse(
  { status, contentType, text }: FetchedDocument,
  { vct, integrity }: { readonly vct: string; readonly integrity: string | undefined },
): TypeMetadata {
  if (status !== 200) throw new Indeterminate(`the address of the type metadata answers ${status}`, { vct })
  if (integrity !== undefined) confirmIntegrity(text, integrity)
  const isJson = /^application\/([\w.-]+\+)?json$/.test(contentType)
  confirm(isJson, `the type metadata comes as '${contentType.slice(0, 60)}'`)
  const metadata = parseTypeMetadata(text)
  confirm(metadata.vct === vct, 'the type metadata is of another type', { expected: vct, found: metadata.vct })
  return metadata
}

/** How many types may stand above one another. */
const maxExtensions = 5

/**
 * The metadata of a type and of those it extends, the type itself first; the rules of all of them hold — SD-JWT VC -13
 * "Extending Type Metadata".
 *
 * @param vct an address; a type that is named by a URN has metadata only where the parties agreed on a place
 * @throws FetchFailed, Indeterminate or CheckFailed, also if types extend one another in a circle
 */
export async function fetchTypeMetadata(
  fetchDocument: FetchDocument,
  { vct, integrity }: { readonly vct: string; readonly integrity: string | undefined },
): Promise<readonly [TypeMetadata, ...TypeMetadata[]]> {
  const read = async (vct: string, integrity: string | undefined): Promise<TypeMetadata> =>
    processTypeMetadataResponse(await fetchDocument(typeMetadataRequest(vct)), { vct, integrity })
  const found: [TypeMetadata, ...TypeMetadata[]] = [await read(vct, integrity)]
  for (let last = found[0]; last.extends !== undefined; last = found.at(-1)!) {
    const above = last.extends
    confirm(!found.some((type) => type.vct === above), 'types extend one another in a circle', { vct: above })
    confirm(found.length < maxExtensions, `more than ${maxExtensions} types extend one another`)
    confirm(/^https?:/.test(above), 'the type extends one whose metadata has no address', { vct: above })
    found.push(await read(above, last['extends#integrity']))
  }
  return found
}

const pathElement = z.union([z.string(), z.int().nonnegative(), z.null()])
const locale = z.string().min(1).max(40)

const typeMetadataSchema = z.object({
  vct: z.string().min(1),
  name: z.string().optional(),
  description: z.string().optional(),
  extends: z.string().min(1).optional(),
  'extends#integrity': z.string().min(1).optional(),
  display: z.array(z.object({ locale, name: z.string(), description: z.string().optional() })).optional(),
  claims: z
    .array(
      z.object({
        path: z.tuple([pathElement], pathElement),
        display: z.array(z.object({ locale, label: z.string(), description: z.string().optional() })).optional(),
        mandatory: z.boolean().optional(),
        sd: z.enum(['always', 'allowed', 'never']).optional(),
      }),
    )
    .optional(),
})

function parseTypeMetadata(text: string): TypeMetadata {
  const parsed = typeMetadataSchema.safeParse(jsonOrUndefined(text))
  if (parsed.success) return parsed.data as TypeMetadata
  throw new CheckFailed(`not type metadata: ${z.prettifyError(parsed.error)}`, {}, parsed.error)
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
