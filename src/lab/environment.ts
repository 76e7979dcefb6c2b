import { join } from 'node:path'
import { paths } from './material.ts'
import { networkVariables, type LabNetwork } from './network.ts'
import type { Place } from './places.ts'
import { peoplePassword, walletAtProvider } from './secrets.ts'

export type Environment = Readonly<Record<string, string>>

/** What the variables of each kind of service begin with. */
export const prefixes = {
  wallet: 'WALLET', 'wallet-provider': 'PROVIDER', 'scheme-operator': 'OPERATOR', issuer: 'ISSUER', verifier: 'VERIFIER',
} as const satisfies Readonly<Record<Place['service'], string>>

/** What a service of the lab is configured with: the same variables that it takes as a program of its own. */
export function environmentOf(
  place: Place,
  { folder, databases, urls, ports, tokens, labUrl, logLevel, network }: {
    folder: string
    databases: 'files' | 'memory'
    urls: ReadonlyMap<string, string>
    ports: ReadonlyMap<string, number>
    tokens: Readonly<Record<string, string>>
    labUrl: string
    logLevel: string
    network: LabNetwork
  },
): Environment {
  const file = (path: string): string => join(folder, path)
  const common = (prefix: string): Environment => ({
    [`${prefix}_URL`]: urls.get(place.id)!,
    [`${prefix}_PORT`]: String(ports.get(place.id)),
    [`${prefix}_DATABASE`]: databases === 'memory' ? ':memory:' : file(paths.database(place)),
    ...networkVariables(prefix, urls.values(), network),
    [`${prefix}_LAB_URL`]: labUrl,
    [`${prefix}_LOG_LEVEL`]: logLevel,
  })
  const token = tokens[place.id]!
  const trustLists = file(paths.trustLists)
  const wallet = urls.get('wallet')!
  switch (place.service) {
    case 'wallet':
      return {
        ...common('WALLET'),
        WALLET_ADMIN_TOKEN: token,
        WALLET_TRUST_LISTS_FILE: trustLists,
        WALLET_PROVIDER_URL: urls.get('wallet-provider')!,
        WALLET_PROVIDER_TOKEN: tokens[walletAtProvider]!,
      }
    case 'wallet-provider':
      return {
        ...common('PROVIDER'),
        PROVIDER_KEY_FILE: file(paths.key(place)),
        PROVIDER_KEY_ATTESTATION_KEY_FILE: file(paths.keyAttestationKey(place)),
        PROVIDER_STATUS_KEY_FILE: file(paths.statusKey(place)),
        PROVIDER_CLIENT_ID: wallet,
        PROVIDER_WALLET_TOKEN: tokens[walletAtProvider]!,
        PROVIDER_DESK_TOKEN: token,
      }
    case 'scheme-operator':
      return {
        ...common('OPERATOR'),
        OPERATOR_JURISDICTION: place.jurisdiction,
        OPERATOR_KEY_FILE: file(paths.key(place)),
        OPERATOR_ENTITIES_FILE: file(paths.entities(place)),
        OPERATOR_DESK_TOKEN: token,
      }
    case 'issuer':
      return {
        ...common('ISSUER'),
        ISSUER_PROFILE: `${place.jurisdiction}/${place.kind}`,
        ISSUER_KEY_FILE: file(paths.key(place)),
        ISSUER_STATUS_KEY_FILE: file(paths.statusKey(place)),
        ISSUER_ACCESS_KEY_FILE: file(paths.accessKey(place)),
        ISSUER_TRUST_LISTS_FILE: trustLists,
        ISSUER_WALLET_PROVIDERS_FILE: file(paths.walletProviders),
        ISSUER_TEST_PASSWORD: tokens[peoplePassword]!,
        ISSUER_DESK_TOKEN: token,
        ISSUER_WALLET_URL: `${wallet}/credential_offer`,
      }
    case 'verifier':
      return {
        ...common('VERIFIER'),
        VERIFIER_PROFILE: `${place.jurisdiction}/${place.role}`,
        VERIFIER_ACCESS_KEY_FILE: file(paths.key(place)),
        VERIFIER_REGISTRATION_FILE: file(paths.registration(place)),
        VERIFIER_TRUST_LISTS_FILE: trustLists,
        VERIFIER_DESK_TOKEN: token,
        VERIFIER_WALLET_URL: `${wallet}/authorize`,
      }
  }
}

/** As `process.loadEnvFile` reads it: one variable a line, in single quotes. */
export const environmentFile = (environment: Environment): string =>
  `${Object.entries(environment).map(([name, value]) => `${name}='${value}'`).join('\n')}\n`
