import { credentialKinds, verifierRoles, type CredentialKind, type VerifierRole } from '../jurisdictions/jurisdiction-profile.ts'
import { jurisdictions } from '../jurisdictions/index.ts'
import { walletProvider } from '../wallet-provider/organisation.ts'

/** One service of the lab: where it stands and whose it is. */
export type Place = { readonly id: string; readonly host: string; readonly port: number } & (
  | { readonly service: 'wallet' }
  | { readonly service: 'wallet-provider' }
  | { readonly service: 'scheme-operator'; readonly jurisdiction: string }
  | { readonly service: 'issuer'; readonly jurisdiction: string; readonly kind: CredentialKind }
  | { readonly service: 'verifier'; readonly jurisdiction: string; readonly role: VerifierRole }
)

/** Where the landing page stands. */
export const landingPlace = { host: 'localhost', port: 4400 } as const

/** Ten ports for each jurisdiction, in the order of their profiles; the wallet and its provider belong to none. */
export const places: readonly Place[] = [
  { id: 'wallet', service: 'wallet', host: 'wallet.localhost', port: 4401 },
  { id: idOf(walletProvider.host), service: 'wallet-provider', host: walletProvider.host, port: 4402 },
  ...Object.values(jurisdictions).flatMap((profile, index): readonly Place[] => {
    const first = 4410 + 10 * index
    const { code: jurisdiction } = profile
    return [
      { id: idOf(profile.trustList.operator.host), service: 'scheme-operator', jurisdiction, host: profile.trustList.operator.host, port: first },
      ...credentialKinds.map((kind, at): Place => {
        const { host } = profile.issuers[kind]
        return { id: idOf(host), service: 'issuer', jurisdiction, kind, host, port: first + 1 + at }
      }),
      ...verifierRoles.map((role, at): Place => {
        const { host } = profile.verifiers[role]
        return { id: idOf(host), service: 'verifier', jurisdiction, role, host, port: first + 1 + credentialKinds.length + at }
      }),
    ]
  }),
]

/** `university.jp.localhost` → `university.jp`: names files and log lines. */
function idOf(host: string): string {
  return host.replace(/\.localhost$/, '')
}
