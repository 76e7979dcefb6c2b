import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseServiceEnvironment } from '../../src/http/service-environment.ts'
import { parseLabConfig } from '../../src/lab/config.ts'
import { paths } from '../../src/lab/material.ts'
import { places } from '../../src/lab/places.ts'
import { quoted, readPage, root, tableRows } from './pages.ts'

const page = readPage('docs/running-services.md')
const documented = tableRows(page).flatMap(([names]) => quoted(names!))

describe('docs/running-services.md says how services are configured', () => {
  test('every variable that services share, and no other', () => {
    const code = readFileSync(join(root, 'src/http/service-environment.ts'), 'utf8')
    const shared = /^const common = \{\n([^]*?)^\}/m.exec(code)![1]!
    const names = [...shared.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name!)
    expect(documented.toSorted()).toEqual(names.toSorted())
  })

  test.each(documented)('%s is read: an empty one is refused by its name', (name) => {
    const good = { X_URL: 'https://x.example', X_PORT: '4400', X_DATABASE: ':memory:' }
    expect(parseServiceEnvironment('X', {}, good).port).toBe(4400)
    expect(faults(() => parseServiceEnvironment('X', {}, { ...good, [`X_${name}`]: '' }))).toContain(`X_${name}`)
  })

  test('plain http takes the setting that the page names', () => {
    const environment = { X_URL: 'http://x.localhost:4400', X_PORT: '4400', X_DATABASE: ':memory:' }
    expect(faults(() => parseServiceEnvironment('X', {}, environment))).toEqual(['X_URL'])
    expect(parseServiceEnvironment('X', {}, { ...environment, X_DEVELOPMENT_HTTP: 'yes' }).development).toBe(true)
  })

  test('the prefixes are those of the services', () => {
    const prefixes = ['issuer', 'verifier', 'wallet', 'src/scheme-operator'].map((folder) =>
      /parseServiceEnvironment\('(\w+)'/.exec(readFileSync(join(root, folder, 'config.ts'), 'utf8'))![1]!)
    for (const prefix of prefixes) expect(page.text).toContain(`\`${prefix}_\``)
  })

  test('each command names the environment file of a place of the lab, for the program of its kind', () => {
    const commands = [...page.text.matchAll(/^npm run start:([\w-]+) -- \.lab\/(\S+)$/gm)].map(([, program, file]) => ({ program, file }))
    expect(commands).not.toEqual([])
    const known = places.map((place) => ({ program: place.service, file: paths.environment(place) }))
    for (const command of commands) expect(known).toContainEqual(command)
  })

  test('the variables of the lab itself', () => {
    const own = [...new Set([...page.text.matchAll(/`(KAKEHASHI_\w+)`/g)].map(([, name]) => name!))]
    expect(own.toSorted()).toEqual(['KAKEHASHI_FOLDER', 'KAKEHASHI_LOG_LEVEL'])
    for (const name of own) expect(faults(() => parseLabConfig({ [name]: '' }))).toEqual([name])
  })
})

/** The names of the variables that a configuration is refused for. */
function faults(parse: () => unknown): readonly string[] {
  try {
    parse()
    return []
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    return error.issues.map(({ path }) => path.map(String).join('.'))
  }
}
