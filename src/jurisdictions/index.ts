import { eu } from './eu/profile.ts'
import { jp } from './jp/profile.ts'
import type { CredentialKind, CredentialProfile, JurisdictionProfile, Person } from './jurisdiction-profile.ts'

const known = { EU: eu, JP: jp } as const

export type JurisdictionCode = keyof typeof known

/** Every jurisdiction of the lab. Another one is a folder and a line above. */
export const jurisdictions: { readonly [Code in JurisdictionCode]: JurisdictionProfile } = known

export const jurisdictionCodes = Object.keys(known) as [JurisdictionCode, ...JurisdictionCode[]]

/** The profile with this code (a list's SchemeTerritory, say), if the lab has it. */
export const jurisdictionOf = (code: string): JurisdictionProfile | undefined =>
  jurisdictionCodes.filter((known) => known === code).map((known) => jurisdictions[known])[0]

export const personOf = ({ people }: JurisdictionProfile, id: string): Person | undefined =>
  people.find((person) => person.id === id)

/** Profiles of a kind of credential in every jurisdiction whose credentials have this `vct`. */
export const credentialsWithVct = (
  vct: string,
): readonly { readonly jurisdiction: JurisdictionProfile; readonly kind: CredentialKind; readonly credential: CredentialProfile }[] =>
  jurisdictionCodes.flatMap((code) =>
    Object.values(jurisdictions[code].credentials)
      .filter((credential) => credential.vct === vct)
      .map((credential) => ({ jurisdiction: jurisdictions[code], kind: credential.kind, credential })),
  )
