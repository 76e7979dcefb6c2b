import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { EpochSeconds } from '../../base/time.ts'
import type { LabConfig } from '../config.ts'
import type { LabNetwork } from '../network.ts'
import { landingPlace, places } from '../places.ts'
import { writeAll } from './lab-folder.ts'
import { tlsFiles, type TlsFiles } from './tls-folder.ts'

/** All names of the lab. Worlds of failure cases have the same ones, at other ports. */
export const labHosts: readonly string[] = [landingPlace.host, ...places.map(({ host }) => host)]

/**
 * The network of a lab as it is configured. What its services trust besides the usual roots is written to one file below
 * its folder, so that a service that is started by itself trusts the same.
 *
 * @throws Error if the file of further roots cannot be read
 */
export async function labNetwork(
  { folder, extraCaFile, publicUrls, trustProxy }: Omit<LabConfig, 'logLevel'>,
  { tls: wanted, now }: { tls: boolean; now: EpochSeconds },
): Promise<{ network: LabNetwork; tls: TlsFiles | undefined }> {
  const tls = wanted ? await tlsFiles(folder, labHosts, now) : undefined
  const further = extraCaFile === undefined ? undefined : await readFile(extraCaFile, 'utf8')
  const pem = [tls?.root, further].filter((text) => text !== undefined).join('\n')
  if (pem !== '') await writeAll(folder, { [roots]: pem })
  const extraCa = pem === '' ? undefined : { file: resolve(folder, roots), pem }
  return { network: { publicUrls, trustProxy, ...(tls && { tls }), ...(extraCa && { extraCa }) }, tls }
}

const roots = 'tls/trusted-roots.pem'
