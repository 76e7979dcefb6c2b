import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { after, days, fromDate, type EpochSeconds } from '../../base/time.ts'
import type { LabNetwork } from '../network.ts'
import { makeTlsMaterial, type TlsMaterial } from '../tls.ts'
import { writeAll } from './lab-folder.ts'

/** Where the root stands below the lab's folder: the file that people are asked to trust. */
const files = { root: 'tls/root.pem', key: 'tls/server-key.pem', certificate: 'tls/server.pem' } as const

export type TlsFiles = NonNullable<LabNetwork['tls']> & {
  readonly rootFile: string
  /** Whether the root was made just now, so that nobody trusts it yet. */
  readonly fresh: boolean
}

/**
 * The root and the server certificate of this lab: made once and kept in its folder, until a month before they end or
 * until a name is missing. The root's key is kept nowhere, so another name means another root.
 *
 * @param names every host name of the lab
 */
export async function tlsFiles(folder: string, names: readonly string[], now: EpochSeconds): Promise<TlsFiles> {
  const kept = await read(folder)
  const usable = kept !== undefined && serves(kept, names, now)
  const material = usable ? kept : await makeTlsMaterial(names, now)
  if (!usable) {
    const { root, key, certificate } = material
    await writeAll(folder, { [files.root]: root, [files.key]: key, [files.certificate]: certificate })
  }
  const [rootFile, keyFile, certificateFile] = [files.root, files.key, files.certificate].map((path) => resolve(folder, path))
  return { ...material, rootFile: rootFile!, keyFile: keyFile!, certificateFile: certificateFile!, fresh: !usable }
}

async function read(folder: string): Promise<TlsMaterial | undefined> {
  try {
    const [root, key, certificate] = await Promise.all(
      [files.root, files.key, files.certificate].map((path) => readFile(join(folder, path), 'utf8')),
    )
    return { root: root!, key: key!, certificate: certificate! }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function serves({ root, certificate }: TlsMaterial, names: readonly string[], now: EpochSeconds): boolean {
  const server = new X509Certificate(certificate)
  const issued = server.verify(new X509Certificate(root).publicKey)
  const lasting = after(now, days(30)) < fromDate(server.validToDate)
  return issued && lasting && names.every((name) => server.checkHost(name) === name)
}

/** The root alone, as it was made. @throws Error if there is none */
export const tlsRoot = async (folder: string): Promise<{ readonly file: string; readonly pem: string }> => ({
  file: resolve(folder, files.root),
  pem: await readFile(join(folder, files.root), 'utf8'),
})
