import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publicVariable } from '../../src/lab/config.ts'
import { places } from '../../src/lab/places.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const page = read('docs/interop.md')
const both = page + read('docs/running-services.md')
const sources = ['src', 'issuer', 'verifier', 'wallet']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
  .filter((path) => path.endsWith('.ts'))
  .map(read)
  .join('\n')

test('every command of the pages is a script of the package', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const commands = [...both.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name!)
  expect(commands).toContain('interop')
  expect(commands.filter((name) => scripts[name] === undefined)).toEqual([])
})

test('every option of npm run interop that the page shows is one', () => {
  const program = read('src/lab/interop.ts')
  const shown = [...page.matchAll(/npm run interop -- ((?:[^\n\\]|\\\n)*)/g)].flatMap(([, line]) => [...line!.matchAll(/--([a-z-]+)/g)].map(([, name]) => name!))
  expect(new Set(shown)).toEqual(new Set(['issuer', 'offer-to', 'grant', 'by', 'tx-code', 'suite', 'alias']))
  expect(shown.filter((name) => !program.includes(`${name}'`) && !program.includes(`${name}:`))).toEqual([])
})

test('every variable of the page is read somewhere', () => {
  const variables = [...new Set([...page.matchAll(/\b(?:KAKEHASHI|ISSUER|VERIFIER|WALLET)_[A-Z_]+[A-Z]\b/g)].map(([name]) => name))]
  const ofPlaces = places.map(publicVariable)
  const common = (name: string): boolean => new RegExp(`\\b${name.replace(/^[A-Z]+_/, '')}:`).test(read('src/http/service-environment.ts'))
  expect(variables.length).toBeGreaterThan(10)
  const unknown = variables.filter((name) => !sources.includes(name) && !ofPlaces.includes(name) && !common(name))
  expect(unknown.filter((name) => !ofPlaces.includes(`KAKEHASHI_PUBLIC_${name}`))).toEqual([])
})

test('every place that the page names exists, and every file it links to', () => {
  const named = [...page.matchAll(/settings\/([a-z.-]+)\.env/g)].map(([, id]) => id!)
  expect(named.filter((id) => !places.some((place) => place.id === id))).toEqual([])
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link!)
  expect(links.filter((link) => !existsSync(join(root, 'docs', link)))).toEqual([])
  const tests = [...page.matchAll(/`(test\/[a-z./-]+)`/g)].map(([, path]) => path!)
  expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
