import { z } from 'zod'
import { readJsonFile } from '../../base/adapters/json-file.ts'
import { parseTrustLists, type TrustListLocation } from '../trust-list-location.ts'

/** The lists that a relying service is configured with. @throws Error naming the file, if it cannot be read or names none */
export async function trustListsFile(path: string): Promise<readonly TrustListLocation[]> {
  try {
    return parseTrustLists(await readJsonFile(path))
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    throw new Error(`${path} does not name trust lists: ${z.prettifyError(error)}`)
  }
}
