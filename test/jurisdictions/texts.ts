import { globSync } from 'node:fs'
import { isJsonObject } from '../../src/base/json.ts'
import { languages, type Localized } from '../../src/base/localized.ts'

export const root = `${import.meta.dirname}/../..`

/** A text for people, and where it stands: `src/html/words.ts outcomeWords.passed`. */
export interface PlacedText {
  readonly at: string
  readonly text: Localized
}

/** Every text in three languages that the words files and the jurisdictions export, wherever it is nested. */
export async function placedTexts(): Promise<readonly PlacedText[]> {
  const folders = '{src,issuer,wallet,verifier}'
  const files = globSync([`${folders}/**/words.ts`, `${folders}/**/*-words.ts`, `${folders}/**/words/*.ts`, 'src/jurisdictions/**/*.ts'], { cwd: root })
  const modules = await Promise.all(
    [...new Set(files)].sort().map(async (file) => ({ file, exports: { ...((await import(`${root}/${file}`)) as Record<string, unknown>) } })),
  )
  return modules.flatMap(({ file, exports }) => textsIn(exports, `${file} `, new Set()))
}

function textsIn(value: unknown, at: string, seen: Set<unknown>): readonly PlacedText[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  if (isLocalized(value)) return [{ at, text: value }]
  return Object.entries(value).flatMap(([name, member]) => textsIn(member, at.endsWith(' ') ? at + name : `${at}.${name}`, seen))
}

const isLocalized = (value: object): value is Localized =>
  isJsonObject(value) && Object.keys(value).length === languages.length && languages.every((language) => typeof value[language] === 'string')
