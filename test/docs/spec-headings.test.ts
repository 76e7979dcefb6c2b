import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { citedPlaces } from '../../docs/make/citations.ts'
import { root } from './pages.ts'

/** The headings of one specification, with where they were read. */
interface Headings {
  readonly document: string
  readonly source: string
  readonly headings: readonly string[]
}

const specifications = globSync('test/vectors/headings/*.json', { cwd: root }).map((path) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Headings)
const cited = citedPlaces(root)

describe('a heading that the code cites stands in the specification', () => {
  test('the specifications of this laboratory are among those looked into', () => {
    const names = specifications.map(({ document }) => document)
    expect(names).toEqual(expect.arrayContaining(['OpenID4VCI 1.0', 'OpenID4VP 1.0', 'HAIP 1.0', 'RFC 9901', 'SD-JWT VC -13', 'Token Status List -14', 'ETSI TS 119 602 V1.1.1']))
    expect(names.filter((name) => !cited.some(({ document }) => document.name === name))).toEqual([])
  })

  test.each(specifications)('$document', ({ document, headings }) => {
    const words = cited.find(({ document: { name } }) => name === document)!.places.flatMap(({ place }) => /"([^"]+)"$/.exec(place)?.slice(1) ?? [])
    expect(words).not.toEqual([])
    expect(words.filter((word) => !standsIn(word, headings))).toEqual([])
  })

  test('a heading that is not there is seen', () => {
    expect(standsIn('Nonce Endpoint', ['Token Endpoint', 'Nonce Endpoint'])).toBe(true)
    expect(standsIn('Issuer identification', ['Issuer identification and key resolution'])).toBe(true)
    expect(standsIn('Nonce', ['Announce it'])).toBe(false)
    expect(standsIn('Endpoint of Nonces', ['Nonce Endpoint'])).toBe(false)
  })
})

/** Whole, or some words of it in their order; in large or small letters, for editions differ in them. */
const standsIn = (words: string, headings: readonly string[]): boolean =>
  headings.some((heading) => ` ${plain(heading)} `.includes(` ${plain(words)} `))

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}_./-]+/gu, ' ').trim()
