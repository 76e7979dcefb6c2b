import { z } from 'zod'

/** Digits only: coercion would read '' as 0 and '0x50' as 80. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform(Number)

export const port = wholeNumber.refine((value) => value <= 65_535, 'must be a port, 0 to 65535')

export const webAddress = z
  .url({ protocol: /^https?$/ })
  .refine((value) => !/[?#]/.test(value), 'must have neither query nor fragment')
  .refine((value) => !value.endsWith('/'), 'must not end with a slash')
  .refine((value) => !URL.canParse(value) || !new URL(value).username, 'must not name a user')

export const file = z.string().min(1)
export const secret = z.string().min(32, 'must have at least 32 characters')
const address = z.union([z.literal('loopback'), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

/** What is not public and may be reached all the same, separated by commas; `loopback` is 127.0.0.0/8 and ::1. */
const addresses = z
  .string()
  .transform((value) => value.split(',').map((entry) => entry.trim()))
  .refine((all) => all.every((entry) => address.safeParse(entry).success), 'must be loopback, IP addresses or networks')

export const yesOrNo = z
  .enum(['yes', 'no'])
  .default('no')
  .transform((value) => value === 'yes')

/** The variables that every service has, after its prefix and an underscore. */
const common = {
  URL: webAddress,
  PORT: port,
  BIND: z.string().min(1).default('127.0.0.1'),
  DATABASE: file,
  DEVELOPMENT_HTTP: yesOrNo,
  TRUST_PROXY: yesOrNo,
  EXTRA_CA_FILE: file.optional(),
  ALLOWED_ADDRESSES: addresses.optional(),
  TLS_KEY_FILE: file.optional(),
  TLS_CERTIFICATE_FILE: file.optional(),
  LAB_URL: webAddress.optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
}

export interface ServiceConfig {
  /** Public base URL, without a slash at its end. */
  readonly url: string
  readonly port: number
  readonly bind: string
  /** A file, or `:memory:`. */
  readonly databaseFile: string
  /** Plain http and loopback addresses are allowed: a declared deviation, and the pages say so. */
  readonly development: boolean
  readonly trustProxy: boolean
  /** Certificates (PEM) that outbound https trusts besides the usual ones. */
  readonly extraCaFile?: string
  /** What outbound requests may reach although it is not public: `loopback`, addresses, networks. */
  readonly allowedAddresses: readonly string[]
  /** The service speaks https itself, with this key and this chain (PEM files). Without it, a reverse proxy does. */
  readonly tls?: { readonly keyFile: string; readonly certificateFile: string }
  readonly labUrl?: string
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/**
 * Reads a service's environment: the common variables and its own, all faults at once.
 *
 * @param prefix `ISSUER`: the variables are `ISSUER_URL`, `ISSUER_PORT`, …
 * @param own the service's further variables, by full name
 * @throws z.ZodError listing every bad variable
 */
export function parseServiceEnvironment<Own extends z.ZodRawShape>(
  prefix: string,
  own: Own,
  env: Readonly<Record<string, string | undefined>>,
): ServiceConfig & { readonly own: z.output<z.ZodObject<Own>> } {
  const shared = z.object(
    Object.fromEntries(Object.entries(common).map(([name, schema]) => [`${prefix}_${name}`, schema])),
  )
  const results = [shared.safeParse(env), z.object(own).safeParse(env)] as const
  const faults = results.flatMap(({ error }) => error?.issues ?? [])
  const issues = [...faults, ...httpFault(prefix, env), ...tlsFault(prefix, env)]
  const [read, ownRead] = results
  if (issues.length > 0 || !read.success || !ownRead.success) throw new z.ZodError(issues)
  const value = <Name extends keyof typeof common>(name: Name) =>
    read.data[`${prefix}_${name}`] as z.output<(typeof common)[Name]>
  const [extraCaFile, labUrl] = [value('EXTRA_CA_FILE'), value('LAB_URL')]
  const [keyFile, certificateFile] = [value('TLS_KEY_FILE'), value('TLS_CERTIFICATE_FILE')]
  return {
    url: value('URL'),
    port: value('PORT'),
    bind: value('BIND'),
    databaseFile: value('DATABASE'),
    development: value('DEVELOPMENT_HTTP'),
    trustProxy: value('TRUST_PROXY'),
    logLevel: value('LOG_LEVEL'),
    allowedAddresses: value('ALLOWED_ADDRESSES') ?? [],
    ...(keyFile !== undefined && certificateFile !== undefined && { tls: { keyFile, certificateFile } }),
    ...(extraCaFile !== undefined && { extraCaFile }),
    ...(labUrl !== undefined && { labUrl }),
    own: ownRead.data,
  }
}

/** Plain http is for loopback, and only where it is declared. */
function httpFault(prefix: string, env: Readonly<Record<string, string | undefined>>): readonly z.core.$ZodIssue[] {
  const url = env[`${prefix}_URL`]
  if (url === undefined || !URL.canParse(url) || new URL(url).protocol !== 'http:') return []
  if (env[`${prefix}_DEVELOPMENT_HTTP`] === 'yes' && isLoopback(new URL(url).hostname)) return []
  const message = `must be https; plain http is for loopback, declared with ${prefix}_DEVELOPMENT_HTTP=yes`
  return [{ code: 'custom', path: [`${prefix}_URL`], message, input: url }]
}

/** A key without its certificate is a slip, and so is a service that speaks https under an address that says http. */
function tlsFault(prefix: string, env: Readonly<Record<string, string | undefined>>): readonly z.core.$ZodIssue[] {
  const [key, certificate] = [`${prefix}_TLS_KEY_FILE`, `${prefix}_TLS_CERTIFICATE_FILE`]
  const fault = (name: string, message: string) => [{ code: 'custom' as const, path: [name], message, input: env[name] }]
  if (env[key] === undefined && env[certificate] === undefined) return []
  if (env[key] === undefined) return fault(key, `must be set together with ${certificate}`)
  if (env[certificate] === undefined) return fault(certificate, `must be set together with ${key}`)
  const url = `${prefix}_URL`
  return env[url]?.startsWith('http:') ? fault(url, 'must be https: the service speaks https itself') : []
}

const isLoopback = (hostname: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\]|.+\.localhost)$/.test(hostname)
