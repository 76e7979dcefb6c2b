import { readFileSync, globSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/localized.ts'
import { admissionRuleKinds } from '../../src/jurisdictions/admission-policy.ts'
import { atLeast, comparableLevelOf, comparableLevels, comparableTo, lowerLevel } from '../../src/jurisdictions/comparable-assurance.ts'
import { jurisdictionCodes, jurisdictions } from '../../src/jurisdictions/index.ts'
import { credentialKinds } from '../../src/jurisdictions/jurisdiction-profile.ts'
import { admissionPolicies } from '../../src/jurisdictions/policies.ts'
import { article14, counterfactualBanner, recognitions } from '../../src/jurisdictions/recognitions.ts'
import { transferRules } from '../../src/jurisdictions/transfer-rules.ts'
import { recognise } from '../../src/trust/recognition.ts'

const root = `${import.meta.dirname}/../..`
const policy = readFileSync(`${root}/docs/trust-policy.md`, 'utf8')
const paragraphs = new Set([...policy.matchAll(/^### ([A-Z0-9]+-\d+)$/gm)].map(([, id]) => id!))
const parts = new Set([...policy.matchAll(/^## ([A-Z0-9]+) · /gm)].map(([, id]) => id!))

describe('docs/trust-policy.md', () => {
  test('has no paragraph twice', () => {
    expect([...policy.matchAll(/^### /gm)]).toHaveLength(paragraphs.size)
    expect(paragraphs.size).toBeGreaterThan(20)
  })
  test('has every paragraph and part that the program names', () => {
    const missing = globSync(['src/**/*.ts', 'issuer/**/*.ts', 'wallet/**/*.ts', 'verifier/**/*.ts'], { cwd: root }).flatMap((file) => {
      const text = readFileSync(`${root}/${file}`, 'utf8')
      const named = [...text.matchAll(/docs\/trust-policy\.md ([A-Z][A-Z0-9]*-\d+(?:, [A-Z][A-Z0-9]*-\d+)*)/g)].flatMap(([, ids]) => ids!.split(', '))
      const namedParts = [...text.matchAll(/docs\/trust-policy\.md part ([A-Z0-9]+)/g)].map(([, id]) => id!)
      return [...named.filter((id) => !paragraphs.has(id)), ...namedParts.filter((id) => !parts.has(id))].map((id) => `${file}: ${id}`)
    })
    expect(missing).toEqual([])
  })
  test('says of every paragraph how far it can be relied on', () => {
    const untagged = policy.split(/^### /m).slice(1).filter((paragraph) => !/`(FACT|GK|LAB|OPEN)`/.test(paragraph.split(/^## /m)[0]!))
    expect(untagged.map((paragraph) => paragraph.split('\n')[0])).toEqual([])
  })
  test('has a row for every transfer rule', () => {
    for (const { id } of transferRules) expect(policy).toMatch(new RegExp(`^\\| ${id} \\|`, 'm'))
  })
})

describe('reliance entries', () => {
  test('one direction and kind each, of this lab, without legal effect', () => {
    const keys = recognitions.map(({ issuedBy, reliedOnBy, kind }) => `${issuedBy} ${reliedOnBy} ${kind}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const entry of recognitions) {
      expect([entry.legalEffect, entry.scheme]).toEqual(['none', 'LAB_DEMO'])
      expect(jurisdictionCodes).toContain(entry.issuedBy)
      expect(jurisdictionCodes).toContain(entry.reliedOnBy)
      expect(entry.issuedBy).not.toBe(entry.reliedOnBy)
      expect(paragraphs.has(entry.paragraph)).toBe(true)
      expect(entry.source).toBe(`docs/trust-policy.md ${entry.paragraph}`)
    }
  })
  test.each(recognitions.map((entry) => [entry.id, entry] as const))('%s lets admission pass, and nothing else', (_id, { issuedBy, reliedOnBy, kind }) => {
    const held = jurisdictions[issuedBy].credentials[kind].assurance.comparable
    const needed = admissionPolicies[reliedOnBy].assuranceNeeded[kind]
    const reliance = { issuedBy, reliedOnBy, kind, purpose: 'university_admission', held, needed }
    const answer = (change: Partial<typeof reliance>) => recognise(recognitions, { ...reliance, ...change }, comparableLevels)
    expect(answer({}).reliedOn).toBe(true)
    expect(answer({ purpose: 'tax' })).toMatchObject({ reliedOn: false, reason: 'other_purpose' })
    expect(recognise(recognitions.filter((other) => other.issuedBy !== issuedBy), reliance, comparableLevels)).toMatchObject({ reason: 'no_entry' })
    if (kind === 'identity') expect(answer({ held: 'low' })).toMatchObject({ reason: 'level_too_low' })
  })
  test('an entry in one direction is none in the other', () => {
    const oneWay = recognitions.filter(({ reliedOnBy }) => reliedOnBy === 'EU')
    const back = { issuedBy: 'EU', reliedOnBy: 'JP', kind: 'diploma', purpose: 'university_admission', held: 'high', needed: 'low' } as const
    expect(recognise(oneWay, back, comparableLevels)).toMatchObject({ reliedOn: false, reason: 'no_entry' })
  })
  test('Article 14 is not enacted, and its banner says so in every language', () => {
    expect(article14.state).toBe('not_enacted')
    for (const language of languages) expect(counterfactualBanner[language]).toMatch(/14/)
  })
})

describe('admission rules', () => {
  test.each(jurisdictionCodes)('%s: one rule of each kind, numbered alike, from a paragraph', (code) => {
    admissionRuleKinds.forEach((kind, index) => {
      const { id, kind: own, source, says } = admissionPolicies[code].rules[kind]
      expect([id, own]).toEqual([`${code}-ADM-0${index + 1}`, kind])
      expect(source).toBe(`docs/trust-policy.md AP-${index + 1}`)
      for (const text of Object.values(says)) for (const language of languages) expect(text[language]).not.toBe('')
    })
  })
  test('a legal status informs and never decides; a doubt about the person asks', () => {
    for (const code of jurisdictionCodes) {
      expect(Object.keys(admissionPolicies[code].rules.legal_status.says)).toEqual(['informs'])
      expect(Object.keys(admissionPolicies[code].rules.same_person.says)).toContain('asks')
    }
  })
})

describe('comparing assurance', () => {
  test.each([
    [3, 3, undefined, 'high'], [3, 3, 2, 'high'], [3, 3, 3, 'high'], [3, 3, 1, 'substantial'], [3, 2, undefined, 'substantial'],
    [2, 3, undefined, 'substantial'], [2, 2, 1, 'substantial'], [2, 1, undefined, 'low'], [1, 3, 3, 'low'], [1, 1, undefined, 'low'],
  ] as const)('IAL%s AAL%s FAL%s is comparable to %s', (identity, authentication, federation, level) =>
    expect(comparableLevelOf({ identity, authentication, ...(federation !== undefined && { federation }) })).toBe(level))

  test('the lower of two counts', () => {
    expect(lowerLevel('high', 'substantial')).toBe('substantial')
    expect(lowerLevel('low', 'high')).toBe('low')
    expect([atLeast('high', 'low'), atLeast('low', 'low'), atLeast('low', 'substantial')]).toEqual([true, true, false])
  })
  test('the words always say comparable, the version, and that it has no legal effect', () => {
    expect(comparableTo('substantial', jurisdictions.EU.assurance)).toEqual({
      en: 'comparable to substantial – lab mapping v1, no legal effect',
      ja: '「相当（substantial）」と比較可能（ラボの対応表 v1、法的効力なし）',
      fr: 'comparable à « substantiel » – table de correspondance du laboratoire v1, sans effet juridique',
    })
    expect(comparableTo('high', jurisdictions.JP.assurance).en).toBe('comparable to IAL3/AAL3 – lab mapping v1, no legal effect')
  })
  test('the record of the Japanese side is not assumed to be high, and says that its level is unverified', () => {
    expect(jurisdictions.JP.credentials.identity.assurance).toMatchObject({ comparable: 'substantial', confidence: 'unverified' })
    for (const kind of credentialKinds) expect(comparableLevels).toContain(jurisdictions.EU.credentials[kind].assurance.comparable)
  })
})
