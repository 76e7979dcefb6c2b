import { after, before, days, toUtc, type EpochSeconds } from '../base/time.ts'
import { credentialKinds, type CredentialKind, type JurisdictionProfile, type Organisation } from '../jurisdictions/jurisdiction-profile.ts'
import type { SchemeEntities, SchemeEntity, SchemeService } from '../scheme-operator/scheme-entities.ts'
import { providedWallet, walletProvider } from '../wallet-provider/organisation.ts'
import type { JurisdictionPki, WalletProviderPki } from './pki.ts'

/** Id of an issuer's service at the desk of its scheme operator. */
export const serviceIdOf = (kind: CredentialKind): string => `${kind}-issuance`

/**
 * Whom a jurisdiction's list names: its issuers, the operator itself as access certificate authority and registrar, and
 * the provider of the wallet, which both lists name because it belongs to neither side.
 *
 * @param unlisted an issuer that stays off the list, for the story of an issuer that nobody knows
 */
export function schemeEntitiesOf(
  profile: JurisdictionProfile,
  { own: pki, provider }: { own: JurisdictionPki; provider: WalletProviderPki },
  { now, unlisted }: { now: EpochSeconds; unlisted: CredentialKind | undefined },
): SchemeEntities {
  const { operator, serviceTypes } = profile.trustList
  const since = toUtc(before(now, days(1)))
  const granted = { status: 'granted', startingTime: since } as const
  const issuers = credentialKinds
    .filter((kind) => kind !== unlisted)
    .map((kind): SchemeEntity =>
      entity(profile.issuers[kind], [
        {
          serviceId: serviceIdOf(kind),
          names: profile.issuers[kind].serviceNames,
          serviceType: serviceTypes[kind],
          certificates: [pki.issuers[kind].authority.certificate],
          ...granted,
        },
      ]),
    )
  const own = entity(operator, [
    {
      serviceId: 'access-certificates',
      names: operatorServices.access,
      serviceType: serviceTypes.access_certificate,
      certificates: [pki.accessAuthority.certificate],
      ...granted,
    },
    {
      serviceId: 'access-certificates-former',
      names: operatorServices.formerAccess,
      serviceType: serviceTypes.access_certificate,
      certificates: [pki.formerAccessAuthority.certificate],
      status: 'withdrawn',
      startingTime: toUtc(before(now, days(100))),
      history: [{ status: 'granted', startingTime: toUtc(before(now, days(465))) }],
    },
    {
      serviceId: 'access-certificates-next',
      names: operatorServices.nextAccess,
      serviceType: serviceTypes.access_certificate,
      certificates: [pki.nextAccessAuthority.certificate],
      status: 'granted',
      startingTime: toUtc(after(now, days(100))),
    },
    {
      serviceId: 'registration-certificates',
      names: operatorServices.registration,
      serviceType: serviceTypes.registration_certificate,
      certificates: [pki.registrarAuthority.certificate],
      ...granted,
    },
  ])
  const wallets = entity(walletProvider, [
    {
      serviceId: 'wallet',
      names: providedWallet.serviceNames,
      serviceType: serviceTypes.wallet_provider,
      certificates: [provider.walletAuthority.certificate, provider.keyAuthority.certificate],
      ...granted,
    },
  ])
  return { entities: [...issuers, own, wallets] }
}

const entity = (organisation: Organisation, services: readonly SchemeService[]): SchemeEntity => ({
  names: organisation.names,
  identifier: organisation.organizationIdentifier,
  postalAddress: organisation.postalAddress,
  email: organisation.email,
  website: organisation.website,
  services,
})

/** English names the operator's own services on both sides; they are the lab's, not a jurisdiction's. */
const operatorServices = {
  access: [{ lang: 'en', value: 'LAB access certificates for verifiers and issuers' }],
  formerAccess: [{ lang: 'en', value: 'LAB access certificates for verifiers and issuers, former authority' }],
  nextAccess: [{ lang: 'en', value: 'LAB access certificates for verifiers and issuers, next authority' }],
  registration: [{ lang: 'en', value: 'LAB registration certificates for verifiers' }],
} as const
