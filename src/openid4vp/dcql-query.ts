import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import type { ClaimsPath } from '../base/claims-path.ts'
import type { JsonObject } from '../base/json.ts'

/** OpenID4VP 1.0 "Digital Credentials Query Language (DCQL)". Defaults are filled in; unknown members are dropped. */
export interface DcqlQuery {
  readonly credentials: readonly [CredentialQuery, ...CredentialQuery[]]
  readonly credential_sets?: readonly CredentialSetQuery[] | undefined
}

/** OpenID4VP 1.0 "Credential Query". */
export interface CredentialQuery {
  readonly id: string
  readonly format: string
  /** `vct_values` for `dc+sd-jwt`, `doctype_value` for `mso_mdoc`; of other formats as it came. */
  readonly meta: CredentialMeta
  readonly multiple: boolean
  readonly require_cryptographic_holder_binding: boolean
  readonly trusted_authorities?: readonly TrustedAuthoritiesQuery[] | undefined
  readonly claims?: readonly ClaimsQuery[] | undefined
  readonly claim_sets?: readonly (readonly string[])[] | undefined
}

export interface CredentialMeta {
  readonly vct_values?: readonly string[] | undefined
  readonly doctype_value?: string | undefined
}

/** OpenID4VP 1.0 "Trusted Authorities Query": one value of one entry is enough. */
export interface TrustedAuthoritiesQuery {
  readonly type: string
  readonly values: readonly string[]
}

/** OpenID4VP 1.0 "Claims Query". `values` is a wish of the Verifier, never a security check. */
export interface ClaimsQuery {
  readonly id?: string | undefined
  readonly path: ClaimsPath
  readonly values?: readonly (string | number | boolean)[] | undefined
  readonly intent_to_retain?: boolean | undefined
}

/** OpenID4VP 1.0 "Credential Set Query". */
export interface CredentialSetQuery {
  readonly options: readonly (readonly string[])[]
  readonly required: boolean
}

/**
 * Reads a query and all rules of OpenID4VP 1.0 "Digital Credentials Query Language (DCQL)" that a Wallet can judge.
 *
 * @throws CheckFailed naming the first rule that is broken, with its place in the query
 */
export function parseDcqlQuery(value: unknown): DcqlQuery {
  const parsed = dcqlQuerySchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new CheckFailed(`dcql_query ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`, {}, parsed.error)
}

/** Ours, as it goes into a request: without the defaults that the parser fills in. */
export const makeDcqlQuery = (query: DcqlQuery): JsonObject => JSON.parse(JSON.stringify(query)) as JsonObject

const identifier = z.string().regex(/^[A-Za-z0-9_-]+$/, 'an id has letters, digits, _ and - only, and at least one')
const some = z.string().min(1)

const pathElement = z.union(
  [z.string(), z.null(), z.int().min(0)],
  'a path element is a string, null or a whole number from 0',
)
const claimsPath = z.tuple([pathElement], pathElement)

const claimsQuery = z.object({
  id: identifier.optional(),
  path: claimsPath,
  values: z
    .array(z.union([z.string(), z.int(), z.boolean()]))
    .min(1)
    .optional(),
  intent_to_retain: z.boolean().optional(),
})

const credentialQuery = z
  .object({
    id: identifier,
    format: some,
    meta: z.looseObject({ vct_values: z.array(some).min(1).optional(), doctype_value: some.optional() }),
    multiple: z.boolean().default(false),
    require_cryptographic_holder_binding: z.boolean().default(true),
    trusted_authorities: z
      .array(z.object({ type: some, values: z.array(some).min(1) }))
      .min(1)
      .optional(),
    claims: z.array(claimsQuery).min(1).optional(),
    claim_sets: z.array(z.array(identifier).min(1)).min(1).optional(),
  })
  .superRefine((query, context) => {
    for (const [broken, message] of credentialQueryRules(query)) {
      if (broken) context.addIssue({ code: 'custom', message })
    }
  })

const dcqlQuerySchema = z
  .object({
    credentials: z.tuple([credentialQuery], credentialQuery),
    credential_sets: z
      .array(z.object({ options: z.array(z.array(identifier).min(1)).min(1), required: z.boolean().default(true) }))
      .min(1)
      .optional(),
  })
  .superRefine(({ credentials, credential_sets = [] }, context) => {
    const ids = credentials.map(({ id }) => id)
    const used = credential_sets.flatMap(({ options }) => options.flat())
    if (repeated(ids)) context.addIssue({ code: 'custom', message: 'two Credential Queries have the same id' })
    if (!used.every((id) => ids.includes(id))) {
      context.addIssue({ code: 'custom', message: 'credential_sets names an id that is not in credentials' })
    }
  })

function credentialQueryRules(query: CredentialQuery): readonly (readonly [boolean, string])[] {
  const { format, meta, claims = [], claim_sets } = query
  const ids = claims.flatMap(({ id }) => (id === undefined ? [] : [id]))
  const paths = claims.map(({ path }) => JSON.stringify(path))
  return [
    [format === 'dc+sd-jwt' && meta.vct_values === undefined, 'meta.vct_values is required for dc+sd-jwt'],
    [format === 'mso_mdoc' && meta.doctype_value === undefined, 'meta.doctype_value is required for mso_mdoc'],
    [
      format === 'mso_mdoc' && !claims.every(isMdocPath),
      'a path into an mdoc is a namespace and an element identifier',
    ],
    [repeated(ids), 'two claims have the same id'],
    [repeated(paths), 'two claims have the same path'],
    [claim_sets !== undefined && claims.length === 0, 'claim_sets needs claims'],
    [claim_sets !== undefined && ids.length < claims.length, 'claims need an id where claim_sets is present'],
    [!(claim_sets ?? []).flat().every((id) => ids.includes(id)), 'claim_sets names an id that is not in claims'],
  ]
}

const isMdocPath = ({ path }: ClaimsQuery): boolean =>
  path.length === 2 && path.every((element) => typeof element === 'string')

const repeated = (values: readonly string[]): boolean => new Set(values).size < values.length
