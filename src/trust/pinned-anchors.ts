import { z } from 'zod'
import { CheckFailed, confirm } from '../base/checks.ts'
import type { EpochSeconds } from '../base/time.ts'
import { parseCertificate, type Certificate } from '../x509/certificate.ts'
import { certificatesInPem } from '../x509/pem.ts'
import type { TrustListSource } from './trust-list-source.ts'
import type { TrustList, TrustService } from './trust-list.ts'

/** What a pinned anchor may be trusted for; each kind for that alone. */
export const pinnedKinds = [
  'credential_issuer', 'status_list', 'access_certificate', 'registration_certificate',
] as const
export type PinnedKind = (typeof pinnedKinds)[number]

/** Somebody whom a service trusts because it is configured so, and whom no list names. */
export interface PinnedAnchor {
  readonly kind: PinnedKind
  /** Where the entity is at home, in two capital letters. */
  readonly territory: string
  readonly entity: string
  /** Trust anchors, or end-entity certificates that are trusted as they are. */
  readonly certificates: readonly [Certificate, ...Certificate[]]
}

/** Said wherever a list would be named. */
export const pinnedNote = 'pinned anchor, no list'

/** The service type under which anchors of a kind are looked for. No list may use it: there it says nothing. */
export const pinnedServiceType = (kind: PinnedKind): string => `${prefix}${kind}`
const prefix = 'urn:kakehashi:pinned:'
export const isPinnedServiceType = (type: string): boolean => type.startsWith(prefix)

/**
 * Reads the configuration of a relying service: `[{"kind", "territory", "entity", "certificates"}]`, each certificate as
 * base64 DER, or PEM with one or more.
 *
 * @throws z.ZodError listing every fault
 */
export const parsePinnedAnchors = (value: unknown): readonly PinnedAnchor[] => anchorsFile.parse(value)

const certificates = z.string().transform((text, context): readonly Certificate[] => {
  try {
    const found = text.includes('-----BEGIN') ? certificatesInPem(text) : [text]
    confirm(found.length > 0, 'the PEM holds no certificate')
    return found.map(parseCertificate)
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error
    context.addIssue({ code: 'custom', message: error.message })
    return z.NEVER
  }
})

const anchorsFile = z
  .array(
    z.strictObject({
      kind: z.enum(pinnedKinds),
      territory: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters'),
      entity: z.string().min(1).max(200),
      certificates: z
        .array(certificates)
        .min(1)
        .transform((all) => all.flat() as [Certificate, ...Certificate[]]),
    }),
  )
  .min(1)

/** One source for each territory, to be asked beside the lists. It never changes and can always be read. */
export function pinnedAnchorSources(anchors: readonly PinnedAnchor[]): readonly TrustListSource[] {
  const byTerritory = Map.groupBy(anchors, ({ territory }) => territory)
  return [...byTerritory].map(([territory, own]) => ({
    territory,
    url: pinnedNote,
    read: async () => pinned(territory, own),
  }))
}

const pinned = (territory: string, anchors: readonly PinnedAnchor[]): TrustList => ({
  pinned: true,
  territory,
  url: pinnedNote,
  listType: pinnedNote,
  operatorNames: [],
  sequenceNumber: 0,
  issuedAt: 0 as EpochSeconds,
  nextUpdate: Number.MAX_SAFE_INTEGER as EpochSeconds,
  grantedStatus: pinnedNote,
  services: anchors.map(serviceOf),
})

function serviceOf({ kind, entity, certificates: own }: PinnedAnchor): TrustService {
  const type = pinnedServiceType(kind)
  const names = [{ lang: 'en', value: pinnedNote }]
  const identity = { X509Certificates: own.map(({ base64 }) => ({ val: base64 })) }
  return {
    type,
    names,
    entityNames: [{ lang: 'en', value: entity }],
    tradeNames: [],
    certificates: own,
    entry: { ServiceInformation: { ServiceName: names, ServiceDigitalIdentity: identity, ServiceTypeIdentifier: type } },
  }
}
