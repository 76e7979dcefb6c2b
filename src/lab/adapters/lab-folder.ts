import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { digits, token, type Random } from '../../base/random.ts'
import type { EpochSeconds } from '../../base/time.ts'
import { certifiedKeyFile } from '../../trust/adapters/certified-key-file.ts'
import { makeLastingFiles, makeStartFiles, type Files } from '../material.ts'
import type { Place } from '../places.ts'
import { peoplePassword, walletAtProvider } from '../secrets.ts'

/** What the lab itself remembers; raised when the files of an older lab no longer serve. */
interface LabState {
  readonly version: typeof version
  readonly madeAt: EpochSeconds
  readonly tokens: Readonly<Record<string, string>>
}
const version = 2
const stateFile = 'lab.json'
/** Certificates live two years; a lab that is older than this gets new ones when it starts. */
const renewAfter = 600 * 86_400

/**
 * Makes the folder ready for a start: keys and certificates if there are none (or old ones), registrations and list
 * addresses always.
 *
 * @returns the desk tokens by place, and the two secrets of `secrets.ts`
 */
export async function prepareLabFolder(
  folder: string,
  places: readonly Place[],
  { now, random, urls, unlisted }: { now: EpochSeconds; random: Random; urls: ReadonlyMap<string, string>; unlisted: string | undefined },
): Promise<Readonly<Record<string, string>>> {
  const state = (await usableState(folder, places, now)) ?? (await begin(folder, places, { now, random, unlisted }))
  const keyOf = (path: string) => certifiedKeyFile(join(folder, path))
  await writeAll(folder, await makeStartFiles(places, { now, urls, keyOf }))
  return state.tokens
}

/** A folder that ends with the process's use of it. */
export const temporaryLabFolder = async (): Promise<{ folder: string; remove: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'kakehashi-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

export async function writeAll(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(`${file}.new`, text, { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
}

async function begin(folder: string, places: readonly Place[], { now, random, unlisted }: { now: EpochSeconds; random: Random; unlisted: string | undefined }): Promise<LabState> {
  await writeAll(folder, await makeLastingFiles(places, { now, unlisted }))
  const tokens = Object.fromEntries([...places.map(({ id }) => id), walletAtProvider].map((name) => [name, token(random, 'desk_')]))
  const state: LabState = { version, madeAt: now, tokens: { ...tokens, [peoplePassword]: `lab-${digits(random, 6)}` } }
  await writeAll(folder, { [stateFile]: `${JSON.stringify(state, null, 2)}\n` })
  return state
}

async function usableState(folder: string, places: readonly Place[], now: EpochSeconds): Promise<LabState | undefined> {
  try {
    const state = JSON.parse(await readFile(join(folder, stateFile), 'utf8')) as LabState
    const usable = state.version === version && now - state.madeAt < renewAfter && places.every(({ id }) => state.tokens[id] !== undefined)
    return usable ? state : undefined
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return undefined
    throw error
  }
}
