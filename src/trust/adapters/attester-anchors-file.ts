import { z } from 'zod'
import { readJsonFile } from '../../base/adapters/json-file.ts'
import { parseAttesterAnchors, type AttesterAnchors } from '../attester-anchors.ts'

/** Whose attestations an issuer is told to believe. @throws Error naming the file, if it cannot be read or is not that */
export async function attesterAnchorsFile(path: string): Promise<AttesterAnchors> {
  try {
    return parseAttesterAnchors(await readJsonFile(path))
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    throw new Error(`${path} does not name wallet providers: ${z.prettifyError(error)}`)
  }
}
