import { mayKnowTheWorld } from './floors.ts'
import type { Rule } from './rules.ts'
import type { SourceFile } from './source-file.ts'

/** `new Date(value)` only converts. */
const clocks =
  /\bDate\.now\b|\bnew Date(?!\s*\(\s*[^\s)])|(?<!new\s+)\bDate\(|\bperformance\b|\bTemporal\.Now\b|\bhrtime\b/

/** `generateKey` alone is not among them: it is also the name of ports. */
const randomNames = [
  'randomBytes',
  'randomUUID',
  'randomInt',
  'randomFill',
  'randomFillSync',
  'getRandomValues',
  'generateKeyPair',
  'generateKeyPairSync',
  'generateKeySync',
  'generatePrime',
  'generatePrimeSync',
  'generateSecret',
]

/** What only programs, their configuration and adapters may touch; the rest of the code is told. */
export const worldRules: readonly Rule[] = [
  {
    id: 'clock',
    sentence: 'the time is an argument; only main.ts, config.ts and adapters/ read a clock',
    violations: outside(clocks),
  },
  {
    id: 'randomness',
    sentence: 'randomness is a port; only main.ts, config.ts and adapters/ have a source of it',
    violations: outside(
      new RegExp(String.raw`\bMath\.random\b|\b(${randomNames.join('|')})\b|\bsubtle\s*\.\s*generateKey\b`),
      'node:crypto',
      ['generateKey', 'webcrypto', '*'],
    ),
  },
  {
    id: 'environment',
    sentence: 'only main.ts, config.ts and adapters/ read the environment',
    violations: outside(/\bprocess\s*(\?\.|\.|\[)\s*(env\b|['"])|\bloadEnvFile\b/, 'node:process', ['env', '*']),
  },
  {
    id: 'network',
    sentence: 'only adapters/, main.ts and config.ts reach the network',
    violations: (files) => [
      ...outside(/(?<![.\w$])fetch(?![\w$:])|\bglobalThis\s*\.\s*fetch\b|\bnew (WebSocket|EventSource)\b/)(files),
      ...['http', 'https', 'http2', 'net', 'tls', 'dns', 'dns/promises', 'dgram', 'cluster'].flatMap((name) =>
        outside(undefined, `node:${name}`, 'anything')(files),
      ),
    ],
  },
  {
    id: 'jurisdiction',
    sentence: 'a jurisdiction is named in src/jurisdictions and src/scenarios, nowhere else',
    violations: (files) =>
      files
        .filter(({ path }) => !/^src\/(jurisdictions|scenarios)\//.test(path))
        .flatMap(({ path, strings }) =>
          strings.filter((text) => /^(EU|JP|KR)(\/|$)/.test(text)).map((text) => `${path} has '${text}'`),
        ),
  },
]

/**
 * Files that may not know the world and yet match `pattern` in their code, or import from `module` one of `names`.
 * Imports of types alone are harmless.
 */
function outside(pattern: RegExp | undefined, module?: string, names?: readonly string[] | 'anything') {
  return (files: readonly SourceFile[]): readonly string[] =>
    files
      .filter(({ path }) => !mayKnowTheWorld(path))
      .flatMap((file) => [
        ...[pattern?.exec(file.code)?.[0]]
          .filter((found) => found !== undefined)
          .map((found) => `${file.path} has ${found}`),
        ...file.imports
          .filter(({ specifier, typeOnly }) => specifier === module && !typeOnly)
          .filter((found) => names === 'anything' || found.names.some((name) => names?.includes(name)))
          .map(({ specifier }) => `${file.path} imports ${specifier}`),
      ])
}
