import { isPinnedServiceType, pinnedServiceType, type PinnedKind } from '../trust/pinned-anchors.ts'
import { jurisdictionCodes, jurisdictions } from './index.ts'
import type { ListedServiceKind } from './jurisdiction-profile.ts'

/** The types of service that count for a purpose: what each jurisdiction's lists call it, and anchors pinned for it. */
export const serviceTypesFor = (kind: keyof typeof pinnedKinds): readonly string[] => [
  ...jurisdictionCodes.map((code) => jurisdictions[code].trustList.serviceTypes[kind]),
  pinnedServiceType(pinnedKinds[kind]),
]

const pinnedKinds = {
  identity: 'credential_issuer',
  diploma: 'credential_issuer',
  access_certificate: 'access_certificate',
  registration_certificate: 'registration_certificate',
} as const satisfies Partial<Record<ListedServiceKind, PinnedKind>>

/**
 * Who may sign the status list of a credential whose issuer is of these types: on a list the same service, among pinned
 * anchors one that is pinned for that.
 */
export const statusSignerTypes = (issuerTypes: readonly string[]): readonly string[] => [
  ...issuerTypes.filter((type) => !isPinnedServiceType(type)),
  pinnedServiceType('status_list'),
]
