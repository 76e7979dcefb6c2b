import { readFile } from 'node:fs/promises'
import type { FetchDocument } from '../fetch-document.ts'
import type { ServiceConfig } from '../service-environment.ts'
import { bind, type Binding } from './bind.ts'
import { nodeFetchDocument } from './node-fetch-document.ts'

/** A service's way out, as it is configured. @throws Error if the file of further roots cannot be read */
export async function serviceFetchDocument({
  development,
  extraCaFile,
  allowedAddresses,
}: Pick<ServiceConfig, 'development' | 'extraCaFile' | 'allowedAddresses'>): Promise<FetchDocument> {
  const extraCa = extraCaFile === undefined ? undefined : await readFile(extraCaFile, 'utf8')
  return nodeFetchDocument({ development, allowedAddresses, ...(extraCa !== undefined && { extraCa }) })
}

/**
 * A service's port, as it is configured: https with its own key and chain, else http.
 *
 * @throws PortTaken, or Error if a file cannot be read
 */
export async function bindService({
  port,
  bind: host,
  tls,
}: Pick<ServiceConfig, 'port' | 'bind' | 'tls'>): Promise<Binding> {
  if (!tls) return bind({ port, host })
  const [key, cert] = await Promise.all([readFile(tls.keyFile, 'utf8'), readFile(tls.certificateFile, 'utf8')])
  return bind({ port, host, tls: { key, cert } })
}
