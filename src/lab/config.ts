import { z } from 'zod'

const environment = z.object({
  /** Keys, lists and databases; made if it is not there. */
  KAKEHASHI_FOLDER: z.string().min(1).default('.lab'),
  KAKEHASHI_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
})

export interface LabConfig {
  readonly folder: string
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Only main programs call this with the process's environment. @throws z.ZodError listing every bad variable at once */
export function parseLabConfig(env: Readonly<Record<string, string | undefined>>): LabConfig {
  const { KAKEHASHI_FOLDER, KAKEHASHI_LOG_LEVEL } = environment.parse(env)
  return { folder: KAKEHASHI_FOLDER, logLevel: KAKEHASHI_LOG_LEVEL }
}
