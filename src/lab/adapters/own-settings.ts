import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import type { Environment } from '../environment.ts'
import type { Place } from '../places.ts'

/**
 * The variables that whoever runs the lab sets for one service: `settings/<place>.env` below its folder. They come before
 * those that the lab makes. Addresses are not among them, because other services are told of those.
 *
 * @returns by id of the place
 * @throws z.ZodError for a file that names no service, and for a variable that is no setting of one
 */
export async function ownSettings(folder: string, places: readonly Place[]): Promise<ReadonlyMap<string, Environment>> {
  const settings = new Map<string, Environment>()
  const issues: z.core.$ZodIssue[] = []
  for (const name of await filesIn(join(folder, 'settings'))) {
    const fault = (message: string, variable = ''): void =>
      void issues.push({ code: 'custom', path: [`settings/${name} ${variable}`.trim()], message, input: name })
    const place = places.find(({ id }) => name === `${id}.env`)
    if (!place) fault(`there is no such service; the files are ${places.map(({ id }) => `${id}.env`).join(', ')}`)
    else {
      const variables = parseEnv(await readFile(join(folder, 'settings', name), 'utf8')) as Environment
      const addresses = Object.keys(variables).filter((variable) => /^[A-Z]+_(URL|PORT)$/.test(variable))
      for (const variable of addresses) fault('not here: set KAKEHASHI_PUBLIC_…, so that every service knows it', variable)
      settings.set(place.id, variables)
    }
  }
  if (issues.length > 0) throw new z.ZodError(issues)
  return settings
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
