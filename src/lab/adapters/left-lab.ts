import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { serviceFetchDocument } from '../../http/adapters/service-network.ts'
import type { FetchDocument } from '../../http/fetch-document.ts'
import { parseServiceEnvironment } from '../../http/service-environment.ts'
import type { CertifiedKey } from '../../jose/signing-key.ts'
import { schemeEntitiesFile } from '../../scheme-operator/adapters/scheme-entities-file.ts'
import type { SchemeEntities } from '../../scheme-operator/scheme-entities.ts'
import { attesterAnchorsFile } from '../../trust/adapters/attester-anchors-file.ts'
import { certifiedKeyFile } from '../../trust/adapters/certified-key-file.ts'
import { trustListsFile } from '../../trust/adapters/trust-lists-file.ts'
import { prefixes, type Environment } from '../environment.ts'
import type { LeftLab } from '../interop/left-lab.ts'
import { paths } from '../material.ts'
import { places } from '../places.ts'
import { tlsRoot } from './tls-folder.ts'

/** No lab was started in the folder yet. The message is a sentence for the person who asked. */
export class NeverStarted extends Error {
  override readonly name = 'NeverStarted'
}

/** @throws NeverStarted if the folder has no lab, or Error if it was damaged */
export async function leftLab(folder: string): Promise<LeftLab> {
  try {
    return await read(folder)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    const advice = 'Start it once, with npm start -- --tls (or npm start), and ask again.'
    throw new NeverStarted(`There is no lab in ${folder} yet. ${advice}`, { cause: error })
  }
}

/** The way out that the lab's own services have: to each other, and to whom their roots vouch for. */
export async function fetchAsTheLab({ environments }: LeftLab): Promise<FetchDocument> {
  return serviceFetchDocument(parseServiceEnvironment(prefixes.wallet, {}, environments.get('wallet')!))
}

async function read(folder: string): Promise<LeftLab> {
  const file = (path: string): string => join(folder, path)
  const environments = new Map<string, Environment>()
  for (const place of places) {
    environments.set(place.id, parseEnv(await readFile(file(paths.environment(place)), 'utf8')) as Environment)
  }
  const operators = places.flatMap((place) => (place.service === 'scheme-operator' ? [place] : []))
  const verifiers = places.filter(({ service }) => service === 'verifier')
  const entities = new Map<string, SchemeEntities>()
  for (const place of operators) entities.set(place.jurisdiction, await schemeEntitiesFile(file(paths.entities(place))))
  const accessKeys = new Map<string, CertifiedKey>()
  for (const place of verifiers) accessKeys.set(place.id, await certifiedKeyFile(file(paths.key(place))))
  const variables = [...environments.values()].flatMap((environment) => Object.keys(environment))
  const root = variables.some((name) => name.endsWith('_TLS_KEY_FILE')) ? await tlsRoot(folder) : undefined
  return {
    environments,
    entities,
    accessKeys,
    lists: await trustListsFile(file(paths.trustLists)),
    attesters: await attesterAnchorsFile(file(paths.walletProviders)),
    ...(root && { root }),
  }
}
