import { z } from 'zod'
import { readJsonFile } from '../../base/adapters/json-file.ts'
import { parseSchemeEntities, type SchemeEntities } from '../scheme-entities.ts'

/** @throws Error naming the file and every fault in it, if it cannot be read or does not describe whom a scheme lists */
export async function schemeEntitiesFile(path: string): Promise<SchemeEntities> {
  try {
    return parseSchemeEntities(await readJsonFile(path))
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    throw new Error(`${path} does not say whom the scheme lists: ${z.prettifyError(error)}`)
  }
}
