import { parseArgs } from 'node:util'
import { z } from 'zod'
import { file, webAddress, yesOrNo } from '../http/service-environment.ts'
import { places, type Place } from './places.ts'

const environment = z.object({
  /** Keys, lists and databases; made if it is not there. */
  KAKEHASHI_FOLDER: z.string().min(1).default('.lab'),
  KAKEHASHI_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  /** Roots (PEM) that the services trust besides the usual ones. */
  KAKEHASHI_EXTRA_CA_FILE: file.optional(),
  /** A reverse proxy in front of the services says who the client is. */
  KAKEHASHI_TRUST_PROXY: yesOrNo,
})

export interface LabConfig {
  readonly folder: string
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly extraCaFile?: string
  readonly trustProxy: boolean
  /** Public base URLs by id of the place. */
  readonly publicUrls: ReadonlyMap<string, string>
}

/** Only main programs call this with the process's environment. @throws z.ZodError listing every bad variable at once */
export function parseLabConfig(env: Readonly<Record<string, string | undefined>>): LabConfig {
  const read = environment.safeParse(env)
  const names = Object.keys(env).filter((name) => name.startsWith(publicPrefix))
  const publics = names.map((name) => publicUrl(name, env[name]))
  const issues = [...(read.error?.issues ?? []), ...publics.flatMap(({ issues }) => issues)]
  if (!read.success || issues.length > 0) throw new z.ZodError(issues)
  const { KAKEHASHI_FOLDER, KAKEHASHI_LOG_LEVEL, KAKEHASHI_EXTRA_CA_FILE, KAKEHASHI_TRUST_PROXY } = read.data
  return {
    folder: KAKEHASHI_FOLDER,
    logLevel: KAKEHASHI_LOG_LEVEL,
    trustProxy: KAKEHASHI_TRUST_PROXY,
    publicUrls: new Map(publics.flatMap(({ entry }) => (entry ? [entry] : []))),
    ...(KAKEHASHI_EXTRA_CA_FILE !== undefined && { extraCaFile: KAKEHASHI_EXTRA_CA_FILE }),
  }
}

/** The configuration of this process, for programs that are not `main.ts`. @throws z.ZodError */
export const labConfig = (): LabConfig => parseLabConfig(process.env)

const publicPrefix = 'KAKEHASHI_PUBLIC_'

/** `KAKEHASHI_PUBLIC_UNIVERSITY_JP` for `university.jp`. */
export const publicVariable = ({ id }: Pick<Place, 'id'>): string =>
  publicPrefix + id.toUpperCase().replace(/[^A-Z0-9]/g, '_')

interface ReadUrl {
  /** Id of the place, and its URL. */
  readonly entry?: readonly [string, string]
  readonly issues: readonly z.core.$ZodIssue[]
}

function publicUrl(name: string, value: string | undefined): ReadUrl {
  const place = places.find((one) => publicVariable(one) === name)
  const url = webAddress.safeParse(value)
  if (place && url.success) return { entry: [place.id, url.data], issues: [] }
  const message = place
    ? url.error!.issues.map((issue) => issue.message).join(', ')
    : `there is no such service; the names are ${places.map(publicVariable).join(', ')}`
  return { issues: [{ code: 'custom', path: [name], message, input: value }] }
}

/** @returns whether the lab speaks https. @throws TypeError for an argument that there is not */
export const parseStartArguments = (args: readonly string[]): { readonly tls: boolean } => {
  const { values } = parseArgs({ args: [...args], options: { tls: { type: 'boolean', default: false } } })
  return { tls: values.tls }
}
