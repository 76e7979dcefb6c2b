import { housekeepingRules } from './housekeeping-rules.ts'
import { importRules } from './import-rules.ts'
import type { SourceFile } from './source-file.ts'
import { worldRules } from './world-rules.ts'

/** A sentence about the source of the project that a machine can check. */
export interface Rule {
  /** A noun in snake_case. */
  readonly id: string
  readonly sentence: string
  /** One line for each violation, beginning with the path. */
  readonly violations: (files: readonly SourceFile[]) => readonly string[]
}

export const rules: readonly Rule[] = [...importRules, ...worldRules, ...housekeepingRules]
