import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { EpochSeconds } from '../../base/time.ts'
import { environmentFile, type Environment } from '../environment.ts'
import type { WalletFacts } from '../interop/interop-facts.ts'
import { makeSuiteWallet, suiteClients, type SuiteWallet } from '../interop/suite-wallet.ts'
import { writeAll } from './lab-folder.ts'

/** The suite's wallet of this lab: made once and kept in its folder, so that an issuer need be told of it once. */
export async function suiteWallet(folder: string, now: EpochSeconds): Promise<SuiteWallet> {
  const kept = await text(join(folder, keysFile))
  if (kept !== '') return JSON.parse(kept) as SuiteWallet
  const made = await makeSuiteWallet(now)
  await writeAll(folder, { [keysFile]: json(made) })
  return made
}
const keysFile = 'interop/suite-wallet.json'

/**
 * Tells one issuer of the suite: its clients, and its attesters beside those of the lab's own wallet. The variables are
 * set in the issuer's file of own settings, whose other lines stay.
 *
 * @returns the file of settings; it counts from the next start of the lab
 */
export async function admitSuite(
  folder: string,
  { place, suite, callback, wallet }: { place: string; suite: SuiteWallet; callback: string; wallet: WalletFacts },
): Promise<string> {
  const [clients, providers] = [`interop/${place}-clients.json`, `interop/${place}-wallet-providers.json`]
  const settings = `settings/${place}.env`
  const before = parseEnv(await text(join(folder, settings))) as Environment
  const ours = {
    ISSUER_CLIENTS_FILE: resolve(folder, clients),
    ISSUER_WALLET_PROVIDERS_FILE: resolve(folder, providers),
  }
  await writeAll(folder, {
    [clients]: json(suiteClients(suite, callback)),
    [providers]: json({
      clientAttestation: [...wallet.anchors.client_attestation, suite.attester.anchor],
      keyAttestation: [...wallet.anchors.key_attestation, suite.keyAttester.anchor],
    }),
    [settings]: environmentFile({ ...before, ...ours }),
  })
  return resolve(folder, settings)
}

async function text(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
