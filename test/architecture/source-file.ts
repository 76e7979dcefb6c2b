import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importsOf, type Import } from './imports.ts'
import { takeApart, type SourceText } from './source-text.ts'

/** One file of the project, as the rules see it. */
export interface SourceFile extends SourceText {
  /** From the root of the project, with slashes: `src/base/time.ts`. */
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
}

export function sourceFile({ path, text }: { path: string; text: string }): SourceFile {
  const parts = takeApart(text)
  return { path, text, ...parts, imports: importsOf(text, parts.code) }
}

/** All TypeScript files below these folders of the project. */
export function readSources(root: string, folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name.replaceAll('\\', '/')}`,
      ),
    )
    .filter((path) => path.endsWith('.ts'))
    .toSorted()
    .map((path) => sourceFile({ path, text: readFileSync(join(root, path), 'utf8') }))
}
