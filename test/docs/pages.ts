import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** A page of the documentation; its path is from the root. */
export interface DocumentPage {
  readonly path: string
  readonly text: string
}

export const readPage = (path: string): DocumentPage => ({ path, text: readFileSync(join(root, path), 'utf8') })

/** Every Markdown page of the project. */
export const pages: readonly DocumentPage[] = globSync(['*.md', 'docs/**/*.md', 'test/**/*.md'], { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted()
  .map(readPage)

/** The code blocks of a page, with the language that follows the fence. */
export const codeBlocks = ({ text }: DocumentPage): readonly { readonly language: string; readonly code: string }[] =>
  [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language, code]) => ({ language: language!, code: code! }))

/** The rows of every table of a page, cell by cell, without its head. */
export const tableRows = ({ text }: DocumentPage): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line, index, lines) => line.startsWith('|') && !/^\|[\s|:-]+\|$/.test(line) && !/^\|[\s|:-]+\|$/.test(lines[index + 1] ?? ''))
    .map((line) => line.slice(1, -1).split(' | ').map((cell) => cell.trim()))

/** What stands in backquotes in a text. */
export const quoted = (text: string): readonly string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, inside]) => inside!)
