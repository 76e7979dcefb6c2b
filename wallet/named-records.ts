import type { ClaimsPath } from '../src/base/claims-path.ts'

/** Texts of another party, each in the language it declares (a BCP 47 tag; '' if it declares none). */
export type Named = readonly NamedIn[]
export interface NamedIn {
  readonly text: string
  readonly lang: string
}

export interface ClaimLabel {
  readonly path: ClaimsPath
  readonly names: Named
}
