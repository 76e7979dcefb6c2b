import { readFile } from 'node:fs/promises'

/** @throws Error naming the file, if it cannot be read or is not JSON */
export async function readJsonFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown
  } catch (cause) {
    throw new Error(`${path} cannot be read as JSON: ${(cause as Error).message}`, { cause })
  }
}
