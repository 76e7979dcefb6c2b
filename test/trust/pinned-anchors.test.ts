import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ZodError } from 'zod'
import { runChecks } from '../../src/base/checks.ts'
import { pinnedAnchorsFile } from '../../src/trust/adapters/pinned-anchors-file.ts'
import { parsePinnedAnchors, pinnedAnchorSources, pinnedServiceType } from '../../src/trust/pinned-anchors.ts'
import { listStatusOf, trustChecks, type TrustSubject } from '../../src/trust/trust-checks.ts'
import { certificatePem } from '../../src/x509/pem.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { entity, issuer, issuerCa, listCa, list, now, rethrow, service, signed, sourceOf, uris } from './scene.ts'

const anchor = { kind: 'credential_issuer', territory: 'XP', entity: 'LAB-Pinned issuer', certificates: [issuerCa.certificate] }
const sources = (...anchors: readonly unknown[]) => pinnedAnchorSources(parsePinnedAnchors(anchors))
const both = [uris.diploma, pinnedServiceType('credential_issuer')]

async function ask(parts: Partial<TrustSubject>) {
  const subject: TrustSubject = { x5c: issuer.x5c, serviceTypes: both, lists: sources(anchor), at: now, now, ...parts }
  const report = await runChecks(subject, trustChecks, rethrow)
  return { subject, report, listStatus: listStatusOf(report.checks), outcomes: report.checks.map(({ outcome }) => outcome.status) }
}

test('an issuer below a pinned anchor is trusted, and nothing says that a list has it', async () => {
  const { subject, report, listStatus } = await ask({})
  expect([report.accepted, listStatus]).toEqual([true, 'pinned'])
  expect(subject.found).toMatchObject({ territory: 'XP', entityName: 'LAB-Pinned issuer', pinned: true })
  for (const { outcome } of report.checks) {
    expect(JSON.stringify(outcome)).toContain('pinned anchor')
    expect(JSON.stringify(outcome.evidence)).not.toMatch(/sequenceNumber|granted|https?:/)
  }
})

test('each anchor counts for its own kind alone', async () => {
  const statusAnchor = { ...anchor, kind: 'status_list' }
  expect((await ask({ lists: sources(statusAnchor) })).listStatus).toBe('not_listed')
  const asStatus = await ask({ lists: sources(statusAnchor), serviceTypes: [pinnedServiceType('status_list')] })
  expect(asStatus.listStatus).toBe('pinned')
})

test('an anchor of somebody else vouches for nobody', async () => {
  const { outcomes, listStatus, report } = await ask({ lists: sources({ ...anchor, certificates: [listCa.certificate] }) })
  expect([outcomes, listStatus]).toEqual([['passed', 'failed', 'not_run'], 'not_listed'])
  expect(report.checks[1]!.outcome.evidence).toEqual({ listStatus: 'not_listed', lists: [{ territory: 'XP', source: 'pinned anchor, no list' }] })
})

test('what a list says goes first: granted there is granted, and withdrawn there cannot be pinned away', async () => {
  const listing = (parts: Parameters<typeof service>[0]) => sourceOf(() => signed(list({ entities: [entity([service(parts)])] })))
  expect((await ask({ lists: [...sources(anchor), listing({})] })).listStatus).toBe('granted')
  expect((await ask({ lists: [...sources(anchor), listing({ ServiceStatus: uris.withdrawn })] })).listStatus).toBe('withdrawn')
})

test('a list cannot speak as if it were pinned, and pinned anchors cannot speak as a list', async () => {
  const posing = sourceOf(() => signed(list({ entities: [entity([service({ ServiceTypeIdentifier: pinnedServiceType('credential_issuer') })])] })))
  expect((await ask({ lists: [posing] })).listStatus).toBe('not_listed')
  expect((await ask({ serviceTypes: [uris.diploma] })).listStatus).toBe('not_listed')
})

test('certificates are given as base64 or as PEM with several', () => {
  const pem = certificatePem(issuerCa.certificate) + certificatePem(listCa.certificate)
  expect(parsePinnedAnchors([{ ...anchor, certificates: [pem, issuerCa.certificate] }])[0]!.certificates).toHaveLength(3)
})

test('anchors of one territory are one source', () => {
  const all = sources(anchor, { ...anchor, kind: 'status_list' }, { ...anchor, territory: 'XQ' })
  expect(all.map(({ territory }) => territory)).toEqual(['XP', 'XQ'])
})

test.each([
  ['no list', {}],
  ['nothing', []],
  ['an unknown kind', [{ ...anchor, kind: 'anything' }]],
  ['a territory in small letters', [{ ...anchor, territory: 'xp' }]],
  ['no entity', [{ ...anchor, entity: '' }]],
  ['no certificate', [{ ...anchor, certificates: [] }]],
  ['a certificate that is none', [{ ...anchor, certificates: ['AAAA'] }]],
  ['a PEM without certificates', [{ ...anchor, certificates: ['-----BEGIN NOTHING-----'] }]],
  ['a member that is not known', [{ ...anchor, serviceType: uris.diploma }]],
])('a file with %s is refused', (_, value) => {
  expect(() => parsePinnedAnchors(value)).toThrow(ZodError)
})

test('the file is optional, and named in every complaint', async () => {
  const file = join(temporaryFolder(), 'anchors.json')
  writeFileSync(file, JSON.stringify([anchor]))
  expect(await pinnedAnchorsFile(undefined)).toEqual([])
  expect(await pinnedAnchorsFile(file)).toMatchObject([{ territory: 'XP' }])
  writeFileSync(file, '[]')
  await expect(pinnedAnchorsFile(file)).rejects.toThrow('anchors.json')
})
