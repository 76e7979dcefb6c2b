import { describe, expect, test } from 'vitest'
import { citationsIn, citedPlaces } from '../../docs/make/citations.ts'
import { specIndexPage } from '../../docs/make/spec-index-page.ts'
import { readPage, root } from './pages.ts'

test('docs/spec-index.md says what the code cites; if not, `npm run spec-index` writes it anew', () => {
  expect(readPage('docs/spec-index.md').text).toBe(specIndexPage(citedPlaces(root)))
})

test('the two protocols, the credential format and the lists are cited', () => {
  const cited = citedPlaces(root).filter(({ places }) => places.length > 0).map(({ document }) => document.name)
  expect(cited).toEqual(expect.arrayContaining(['OpenID4VCI 1.0', 'OpenID4VP 1.0', 'HAIP 1.0', 'RFC 9901', 'ETSI TS 119 602 V1.1.1']))
})

describe('a citation is read', () => {
  const citedIn = (text: string): readonly string[] =>
    citationsIn([{ path: 'src/a.ts', text }]).flatMap(({ document: { name }, places, asWhole }) => [
      ...places.map(({ place }) => `${name} ${place}`),
      ...asWhole.map(() => name),
    ])

  test.each([
    ['with its heading', '/** OpenID4VCI 1.0 "Nonce Endpoint": for anybody. */', ['OpenID4VCI 1.0 "Nonce Endpoint"']],
    ['with several', '/** OpenID4VP 1.0 "Selecting Claims", "Request Object" and "Processing". */',
      ['OpenID4VP 1.0 "Processing"', 'OpenID4VP 1.0 "Request Object"', 'OpenID4VP 1.0 "Selecting Claims"']],
    ['over the end of a line', '/**\n * HAIP 1.0 "Issuer\n * Metadata" here.\n */', ['HAIP 1.0 "Issuer Metadata"']],
    ['by sections', '/** RFC 9449 §8 and §9, RFC 6749 §5.2. */', ['RFC 6749 §5.2', 'RFC 9449 §8', 'RFC 9449 §9']],
    ['by section and steps', "const check = { spec: 'RFC 9901 §7.1 (3-5)' }", ['RFC 9901 §7.1']],
    ['by section and heading, told once', "/** RFC 9901 §4.1.1 \"Hash Function Claim\" */ const check = { spec: 'RFC 9901 §4.1.1' }",
      ['RFC 9901 §4.1.1 "Hash Function Claim"']],
    ['in the order of the numbers', "const specs = ['RFC 9449 §11.1', 'RFC 9449 §4.3', 'RFC 9449 §4']", ['RFC 9449 §4', 'RFC 9449 §4.3', 'RFC 9449 §11.1']],
    ['with a constant', "const spec = 'ETSI TS 119 475 V1.2.1'\nconst check = { spec: `${spec} \"WRPRC\", sub` }", ['ETSI TS 119 475 V1.2.1 "WRPRC"']],
    ['with one of two constants', "const [a, b] = ['OpenID4VCI 1.0 \"X\"', 'OpenID4VCI 1.0 \"Y\"']\nconst check = { spec: `${b}: jwk` }",
      ['OpenID4VCI 1.0 "X"', 'OpenID4VCI 1.0 "Y"']],
    ['of two documents', "const check = { spec: 'HAIP 1.0 \"A\"; OpenID4VP 1.0 \"B\"; \"C\"' }", ['OpenID4VP 1.0 "B"', 'OpenID4VP 1.0 "C"', 'HAIP 1.0 "A"']],
    ['without a version that the index knows', '/** TS 119 602 "Next update" */', ['ETSI TS 119 602 V1.1.1 "Next update"']],
    ['as a whole, where no place is named', '/** The thumbprint of RFC 7638. */', ['RFC 7638']],
  ])('%s', (_name, text, cited) => expect(citedIn(text)).toEqual(cited))

  test.each([
    ['an example in backquotes', '/** A source, as `RFC 9901 §7.1 (2)`. */'],
    ['a word on a page', "const words = { en: 'A list in the format of ETSI TS 119 602.' }"],
    ['code', 'const rfc = number - 9901'],
  ])('%s cites nothing', (_name, text) => expect(citedIn(text)).toEqual([]))

  test.each(['/** RFC 9999 §1. */', '/** ETSI TS 119 999 "X" */', '/** SD-JWT VC -12 "Verifiable Credential Type" */', "const check = { spec: 'RFC 9999 §1; RFC 9901 §4' }"])(
    'a document that the index does not know is refused: %s',
    (text) => expect(() => citedIn(`/** RFC 9901 §4 */ ${text}`)).toThrow(/cited-documents\.ts lacks src\/a\.ts: (RFC 9999|SD-JWT VC -12|ETSI TS 119 999)/),
  )
})
