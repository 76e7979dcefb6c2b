import { z } from 'zod'
import { readJsonFile } from '../../base/adapters/json-file.ts'
import { parsePinnedAnchors, pinnedAnchorSources } from '../pinned-anchors.ts'
import type { TrustListSource } from '../trust-list-source.ts'

/**
 * The anchors that a relying service is told to trust without a list; none without a file.
 *
 * @throws Error naming the file, if it cannot be read or names none
 */
export async function pinnedAnchorsFile(path: string | undefined): Promise<readonly TrustListSource[]> {
  if (path === undefined) return []
  try {
    return pinnedAnchorSources(parsePinnedAnchors(await readJsonFile(path)))
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    throw new Error(`${path} does not name anchors: ${z.prettifyError(error)}`)
  }
}
