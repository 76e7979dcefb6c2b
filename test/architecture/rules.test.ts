import { describe, expect, test } from 'vitest'
import { rules } from './rules.ts'
import { sourceFile } from './source-file.ts'

type Sample = Readonly<Record<string, string>>

const broken = (sample: Sample): Readonly<Record<string, readonly string[]>> => {
  const files = Object.entries(sample).map(([path, text]) => sourceFile({ path, text }))
  return Object.fromEntries(
    rules.map(({ id, violations }) => [id, violations(files)] as const).filter(([, found]) => found.length > 0),
  )
}

/** Everything that looks like a violation and is none. */
const clean: Sample = {
  'src/base/time.ts': `// Not Date.now(), Math.random() or process.env; any fetch( in a comment is only a comment.
/* import { x } from '../lab/main.ts' */
export interface Clock { now(): number }
export const past = (text: string): number => Date.parse(text) + new Date(0).getTime() + new Date(
  text,
).getTime()
`,
  'src/base/adapters/system-clock.ts': `import { randomBytes } from 'node:crypto'
import type { Clock } from '../time.ts'
export const systemClock: Clock = { now: () => Date.now() + new Date().getTime() + randomBytes(1)[0]! }
`,
  'src/base/text.ts': `const slashes = 6 / 2 / 1
const quote = /['"\`]\\/\\/[/'"]/g
export const told = (name: string) =>
  \`any \${name.replace(quote, \`fetch(\${slashes}) 'EU'\`)} import x from 'jose' \${{ any: 1 }.any}\`
export const sentence = 'in the EU, any import { x } from "kysely" would do; TODO is a word of a text'
export const either = Promise.any([Promise.resolve(quote)])
`,
  'src/http/fetch-document.ts': `import type { IncomingMessage } from 'node:http'
import { hash, timingSafeEqual, type KeyObject } from 'node:crypto'
import type { Clock } from '../base/time.ts'
export type FetchDocument = (answer: IncomingMessage, clock: Clock, key: KeyObject) => void
export const call = (port: { fetch: (url: string) => void }) => port.fetch(hash('sha256', String(timingSafeEqual)))
export const chained = hash
  .call(undefined, 'sha256', '')
`,
  'src/http/app.ts': `import express, { Router, type Express } from 'express'
import helmet from 'helmet'
import type { FetchDocument } from './fetch-document.ts'
export const app = (fetchDocument: FetchDocument): Express => express().use(helmet(), Router(), () => fetchDocument)
`,
  'src/jurisdictions/codes.ts': `export const codes = ['EU', 'JP', "KR"] as const
`,
  'issuer/views/page.ts': `import { told } from '../../src/base/text.ts'
import { title } from '../words.ts'
export const pageView = () => told(title)
`,
  'issuer/words.ts': `export const title = 'JP or EU'
export { title as heading }
`,
  'issuer/main.ts': `import { createServer } from 'node:http'
import { pageView } from './views/page.ts'
console.log(process.env['ISSUER_PORT'], pageView(), createServer, await import('./words.ts'))
`,
}

test('the sample that breaks no rule', () => {
  expect(broken(clean)).toEqual({})
})

const other = { 'src/http/other.ts': 'export const other = 1\n', 'src/base/other.ts': 'export const other = 1\n' }
const base = (text: string): Sample => ({ ...other, 'src/base/planted.ts': text })

const view = (specifier: string, path: string): Sample => ({
  'issuer/views/planted.ts': `import { x } from '${specifier}'`,
  [path]: 'export const x = 1',
})
const upwards = `import { other } from '../http/other.ts'`
const planted: Readonly<Record<string, readonly (readonly [name: string, sample: Sample])[]>> = {
  floor: [
    ['a folder nobody knows', { 'src/helpers/planted.ts': 'export const x = 1' }],
    ['a file beside the folders', { 'src/planted.ts': 'export const x = 1' }],
    ['a new root folder', { 'tools/planted.ts': 'export const x = 1' }],
  ],
  direction: [
    ['upwards', base(upwards)],
    ['upwards, over several lines', base(`import {\n  other,\n} from '../http/other.ts'`)],
    ['upwards, a type', base(`import type { other } from '../http/other.ts'`)],
    ['upwards, for its effects', base(`import '../http/other.ts'`)],
    ['upwards, at run time', base(`export const x = () => import('../http/other.ts')`)],
    ['upwards, in a type', base(`export type X = import('../http/other.ts').X`)],
    ['upwards, all of it', base(`import * as everything from "../http/other.ts"`)],
    ['upwards, after a string that opens a comment', base(`export const x = '/*'\n${upwards}\nexport const y = '*/'`)],
    [
      'upwards, after a regular expression with a quote',
      base(`export const x = /'/\n${upwards}\nexport const y = /'/`),
    ],
    ['sideways', { ...other, 'src/html/planted.ts': `import { other } from '../http/other.ts'` }],
    [
      'from one service to another',
      { 'issuer/planted.ts': `import { x } from '../wallet/x.ts'`, 'wallet/x.ts': 'export const x = 1' },
    ],
    [
      'from a service to a story',
      { 'issuer/planted.ts': `import { x } from '../src/scenarios/x.ts'`, 'src/scenarios/x.ts': 'export const x = 1' },
    ],
    [
      'from an adapter upwards',
      { ...other, 'src/base/adapters/planted.ts': `import { other } from '../../http/other.ts'` },
    ],
  ],
  import_target: [
    ['nothing there', base(`import { x } from './nothing.ts'`)],
    ['without its ending', base(`import { other } from './other'`)],
    ['as JavaScript', base(`import { other } from './other.js'`)],
    ['a computed name', base('export const x = (name: string) => import(name)')],
  ],
  cycle: [
    ['itself', { 'src/base/planted.ts': `import { x } from './planted.ts'` }],
    [
      'two files',
      { 'src/base/planted.ts': `import { b } from './b.ts'`, 'src/base/b.ts': `import type { a } from './planted.ts'` },
    ],
    [
      'three files, behind a harmless one',
      {
        'src/base/a.ts': `import { b } from './planted.ts'`,
        'src/base/planted.ts': `import { c } from './c.ts'`,
        'src/base/c.ts': `import { d } from './d.ts'`,
        'src/base/d.ts': `import { b } from './planted.ts'`,
      },
    ],
  ],
  re_export: [
    ['by name', base(`export { other } from './other.ts'`)],
    ['everything', base(`export * from './other.ts'`)],
    ['as a namespace', base(`export * as x from './other.ts'`)],
    ['a type', base(`export type { other } from './other.ts'`)],
    ['in two steps', base(`import { other } from './other.ts'\nexport { other }`)],
    ['in two steps, renamed', base(`import { other as mine } from './other.ts'\nexport { mine as yours }`)],
    ['under another name', base(`import { other } from './other.ts'\nexport const mine = other\n`)],
    ['a type under another name', base(`import type { other } from './other.ts'\nexport type Mine = other\n`)],
  ],
  package_room: [
    ...[
      'jose',
      'cborg',
      '@peculiar/x509',
      'kysely',
      'kysely/migration',
      'qrcode',
      'pino',
      'helmet',
      'express-rate-limit',
      'express',
    ].map((name) => [name, { 'src/oauth/planted.ts': `import { x } from '${name}'` }] as const),
    ['node:sqlite', { 'src/http/adapters/planted.ts': `import { DatabaseSync } from 'node:sqlite'` }],
    ['a type of a package', { 'src/oauth/planted.ts': `import type { JWK } from 'jose'` }],
    ['pino outside its adapters', { 'src/http/planted.ts': `import { pino } from 'pino'` }],
    ['the file system', { 'src/trust/planted.ts': `import { readFileSync } from 'node:fs'` }],
    ['a package without a room', { 'issuer/main.ts': `import _ from 'lodash'` }],
    ['a module of Node without its prefix', { 'issuer/main.ts': `import { join } from 'path'` }],
  ],
  pure_view: [
    ['express', { 'issuer/views/planted.ts': `import type { Request } from 'express'` }],
    ['an endpoint', view('../endpoints/x.ts', 'issuer/endpoints/x.ts')],
    ['an adapter', view('../adapters/x.ts', 'issuer/adapters/x.ts')],
    ['a store', view('../../src/store/x.ts', 'src/store/x.ts')],
    ['HTTP', view('../../src/http/x.ts', 'src/http/x.ts')],
  ],
  clock: [
    'Date.now()',
    'new Date()',
    'new Date( )',
    'new Date',
    'Date()',
    'performance.now()',
    'Temporal.Now.instant()',
    'process.hrtime()',
    '`${Date.now()}`',
    '`${`${{ a: Date.now() }.a}`}`',
  ].map((code) => [code, base(`export const x = ${code}\n`)] as const),
  randomness: [
    ...[
      'Math.random()',
      'crypto.getRandomValues(y)',
      'crypto.randomUUID()',
      'crypto.subtle.generateKey()',
      'node.randomBytes(1)',
    ].map((code) => [code, base(`export const x = ${code}`)] as const),
    ...['randomBytes', 'randomInt as dice', 'generateKeyPairSync', 'generateKey', 'webcrypto'].map(
      (name) => [name, base(`import { hash, ${name} } from 'node:crypto'`)] as const,
    ),
    ['all of node:crypto', base(`import * as everything from 'node:crypto'`)],
    ['a key pair in src/jose', { 'src/jose/planted.ts': `import { generateKeyPair } from 'jose'` }],
  ],
  environment: [
    ...['process.env', `process['env']`, 'process?.env', 'process . env'].map(
      (code) => [code, base(`export const x = ${code}`)] as const,
    ),
    ['by import', base(`import { env } from 'node:process'`)],
    ['in a config.ts below the services', { 'src/http/config.ts': 'export const x = process.env' }],
  ],
  network: [
    ...['fetch(y)', 'globalThis.fetch(y)', '{ fetchDocument: fetch }', 'new WebSocket(y)'].map(
      (code) => [code, base(`export const x = ${code}`)] as const,
    ),
    ...['http', 'https', 'net', 'tls', 'dns', 'dns/promises', 'http2', 'dgram'].map(
      (name) => [name, base(`import { x } from 'node:${name}'`)] as const,
    ),
  ],
  jurisdiction: [
    ...[`'EU'`, `"JP"`, '`KR`', `'EU/identity'`].map(
      (code) => [code, { 'verifier/planted.ts': `export const x = y === ${code}` }] as const,
    ),
    ['in the lab', { 'src/lab/planted.ts': `export const x = 'JP'` }],
    ['in a type', base(`export type Code = 'EU'`)],
  ],
  length: [['301 lines', base('// one line\n'.repeat(301))]],
  any: [
    ...[
      'let x: any',
      'y as any',
      '<any>y',
      'let x: any[]',
      'let x: Record<string, any>',
      'let x: string | any',
      'let x: () => any',
    ].map((code) => [code, base(code)] as const),
    ...['@ts-ignore', '@ts-expect-error', '@ts-nocheck'].map(
      (tag) => [tag, base(`// ${tag}\nexport const x = 1`)] as const,
    ),
  ],
  unfinished: ['TODO', 'FIXME', 'XXX', 'HACK'].map(
    (word) => [word, base(`/** ${word}: later */\nexport const x = 1`)] as const,
  ),
  default_export: [
    ['a value', base('export default 1')],
    ['by a list', base('const x = 1\nexport { x as default }')],
  ],
  console: [
    ['in a flow', { 'issuer/planted.ts': 'console.log(1)' }],
    ['passed on', { 'issuer/planted.ts': 'export const log = console' }],
  ],
  file_name: [
    ['capitals', { 'src/base/TimeOfDay.ts': '' }],
    ['an underscore', { 'src/base/time_of_day.ts': '' }],
    ['a name that says nothing', { 'src/base/string-utils.ts': '' }],
    ['a manager', { 'src/base/key-manager.ts': '' }],
  ],
}

describe.each(rules)('$id: $sentence', ({ id }) => {
  test.each(planted[id] ?? [])('is broken by: %s', (_name, sample) => {
    const found = broken(sample)
    expect(Object.keys(found)).toEqual([id])
    expect(Object.keys(sample).some((path) => found[id]!.every((line) => line.includes(path)))).toBe(true)
  })
})

test('every rule has a planted violation', () => {
  expect(Object.keys(planted).toSorted()).toEqual(rules.map(({ id }) => id).toSorted())
})
