import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseDemoArguments } from '../../src/lab/demonstrate.ts'
import { faultsOf } from '../../src/scenarios/student-exchange/faults.ts'
import { pages, root } from './pages.ts'

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Readonly<Record<string, string>> }

describe('a reader who types what a page says gets what it says', () => {
  test.each(pages.filter(({ text }) => scriptsIn(text).length > 0))('$path names scripts of package.json', ({ text }) => {
    expect(scriptsIn(text).filter((script) => scripts[script] === undefined)).toEqual([])
  })

  test('README.md has the commands that a newcomer needs', () => {
    const readme = pages.find(({ path }) => path === 'README.md')!
    expect(scriptsIn(readme.text)).toEqual(expect.arrayContaining(['start', 'demo', 'test']))
  })

  const demos = pages.flatMap(({ path, text }) => demoArguments(text).map((args) => ({ path, args })))
  test.each(demos)('$path: the demo understands $args', ({ args }) => {
    const { direction, fault } = parseDemoArguments(args.split(' '))
    if (fault !== undefined) expect(faultsOf(direction!)).toContain(fault)
  })

  test('a script that is not there is seen', () => {
    expect(scriptsIn('`npm start`, `npm run --silent demo -- --list`, npm run no:such')).toEqual(['start', 'demo', 'no:such'])
  })
})

/** `npm start`, `npm test`, `npm run [--silent] x`: which scripts. */
function scriptsIn(text: string): readonly string[] {
  return [...text.matchAll(/\bnpm (?:(start|test)\b|run (?:--silent )?([\w:-]+))/g)].map(([, own, named]) => (own ?? named)!)
}

/** What follows `npm run demo -- `; an ellipsis stands for arguments left open. */
function demoArguments(text: string): readonly string[] {
  return [...text.matchAll(/npm run (?:--silent )?demo -- ([^`\n]+?)(?=[`\n]|$)/g)]
    .map(([, args]) => args!)
    .filter((args) => !args.includes('…'))
}
