import { readSources, type SourceFile } from '../../test/architecture/source-file.ts'
import { takeApart } from '../../test/architecture/source-text.ts'
import { anyDocument, citedDocuments, type CitedDocument } from './cited-documents.ts'

/** What the code cites of one document: each place in it with the files that name it. */
export interface CitedPlaces {
  readonly document: CitedDocument
  /** By section sign and number, else by heading; in the order of the index. */
  readonly places: readonly { readonly place: string; readonly files: readonly string[] }[]
  /** Files that name the document without a place in it, if the code names no place at all. */
  readonly asWhole: readonly string[]
}

/** Every citation of the form *specification version "Heading"* or *RFC number §* in comments and texts of the code. */
export function citedPlaces(root: string): readonly CitedPlaces[] {
  return citationsIn(readSources(root, ['src', 'issuer', 'wallet', 'verifier']))
}

/** @throws Error for a document that `cited-documents.ts` does not have */
export function citationsIn(files: readonly Pick<SourceFile, 'path' | 'text'>[]): readonly CitedPlaces[] {
  const texts = files.flatMap(({ path, text }) => citingTexts(text).map((citing) => ({ path, citing })))
  const unknown = texts.flatMap(({ path, citing }) =>
    [...citing.matchAll(anyDocument)].map(([name]) => name).filter((name) => !isKnown(name)).map((name) => `${path}: ${name}`))
  if (unknown.length > 0) throw new Error(`docs/make/cited-documents.ts lacks ${unknown.join(', ')}`)
  return citedDocuments
    .map((document) => placesOf(document, texts))
    .filter(({ places, asWhole }) => places.length > 0 || asWhole.length > 0)
}

const isKnown = (name: string): boolean => citedDocuments.some(({ written }) => written.test(name))

function placesOf(document: CitedDocument, texts: readonly { path: string; citing: string }[]): CitedPlaces {
  const found = texts.flatMap(({ path, citing }) =>
    [...citing.matchAll(new RegExp(document.written, 'g'))].map(({ index, 0: name }) => ({
      path,
      places: placesAt(citing.slice(index + name.length)),
    })),
  )
  const cited = found.flatMap(({ path, places }) => places.map((place) => ({ path, place })))
  const headings = new Map(cited.flatMap(({ place: { section, heading } }) => (section && heading ? [[section, heading] as const] : [])))
  const label = ({ section, heading }: Place): string =>
    section === undefined ? heading! : [section, headings.get(section)].filter((part) => part !== undefined).join(' ')
  const byLabel = Map.groupBy(cited, ({ place }) => label(place))
  return {
    document,
    places: [...byLabel]
      .map(([place, at]) => ({ place, files: distinct(at.map(({ path }) => path)) }))
      .toSorted((one, other) => compare(one.place.replaceAll('"', ''), other.place.replaceAll('"', ''))),
    asWhole: byLabel.size > 0 ? [] : distinct(found.map(({ path }) => path)),
  }
}

interface Place {
  readonly section?: string
  readonly heading?: string
}

const section = String.raw`(?<section>§\d+(?:\.\d+)*)(?:\s?\([\w.,\s–-]*\))*`
const heading = String.raw`(?:[A-Z](?:\.\d+)+ )?(?<heading>"[^"\n]+"|(?:Annex [A-Z]|Table \d+)(?!\w))`
const place = new RegExp(String.raw`^(?:${section}(?: (?<named>"[^"\n]+"))?|${heading})`)

/** The places that follow the name of a document: the first at once, the others behind commas, semicolons and words. */
function placesAt(rest: string): readonly Place[] {
  const places: Place[] = []
  for (let left = rest.replace(/^(?:,|:)? /, ''), found = place.exec(left); found; found = place.exec(left)) {
    const { section, named, heading } = found.groups!
    const name = named ?? heading
    places.push({ ...(section !== undefined && { section }), ...(name !== undefined && { heading: name }) })
    left = left.slice(found[0].length).replace(/^(?:,|;)?\s(?:and |to )?/, '')
  }
  return places
}

/**
 * Comments, each in one line and without what stands in backquotes, for that is an example; and strings that begin as a
 * citation does. Words on pages that mention a specification cite nothing.
 */
function citingTexts(text: string): readonly string[] {
  const { comments, strings } = takeApart(withConstants(text))
  return [
    ...comments.map((comment) => comment.replace(/\s*\n\s*\*?\s*/g, ' ').replace(/`[^`]*`/g, '``')),
    ...strings.filter((string) => beginsAsCitation.some((pattern) => pattern.test(string))),
  ]
}

const beginsAsCitation = [...citedDocuments.map(({ written }) => written), anyDocument].map(
  ({ source }) => new RegExp(`^(?:lab; )?(?:${source})(?:$|,? ["§A-Z]|[;:] )`),
)

/** `${spec} "Heading"` with the constant of the same file put in: `const spec = '…'`, or `const [spec, …] = ['…', …]`. */
function withConstants(text: string): string {
  const single = [...text.matchAll(/^const (\w+) = '([^'\n]*)'$/gm)].map(([, name, value]) => [name!, value!] as const)
  const several = [...text.matchAll(/^const \[([\w, ]+)\] = \[('[^\]\n]*')\]$/gm)].flatMap(([, names, values]) => {
    const parts = values!.slice(1, -1).split("', '")
    return names!.split(', ').map((name, index) => [name, parts[index] ?? ''] as const)
  })
  return [...single, ...several].reduce((left, [name, value]) => left.replaceAll(`\${${name}}`, value), text)
}

const distinct = (paths: readonly string[]): readonly string[] => [...new Set(paths)].toSorted()

/** Sections by their numbers, before headings by their letters. */
function compare(one: string, other: string): number {
  const [a, b] = [numbers(one), numbers(other)]
  if (a.length === 0 || b.length === 0) return b.length - a.length || one.localeCompare(other, 'en')
  const differing = a.findIndex((value, index) => value !== b[index])
  return differing < 0 ? a.length - b.length : a[differing]! - (b[differing] ?? -1)
}

const numbers = (text: string): readonly number[] =>
  (/^§([\d.]+)/.exec(text)?.[1] ?? '').split('.').filter((part) => part !== '').map(Number)
