import { expect, test } from 'vitest'
import type { Row } from '../../src/scenarios/parties.ts'
import { endsAs, type Crossing, type Expectation } from '../../src/scenarios/story.ts'

const expected: Expectation = {
  technical: 'indeterminate', listStatus: 'list_expired', legalStatus: 'none', policy: 'reject', notPassed: ['identity.trust_list', 'diploma.trust_list'],
}
const row = (id: string, outcome: Row['outcome']): Row => ({ id, spec: 'lab', outcome, detail: '', evidence: {} })
const crossing: Crossing = {
  decision: { technical: 'indeterminate', listStatus: 'list_expired', legalStatus: 'none', policy: 'reject', reasons: [] },
  report: [row('request_unanswered', 'passed'), row('diploma.trust_list', 'indeterminate'), row('identity.trust_list', 'failed'), row('diploma.status', 'not_run')],
  disclosed: [],
  withheld: [],
  receipt: null,
}
const decided = (change: Partial<Crossing['decision']>): Crossing => ({ ...crossing, decision: { ...crossing.decision, ...change } })
const reported = (...report: readonly Row[]): Crossing => ({ ...crossing, report })

test('a story ends as it says when its answers and its checks are those, in whatever order', () => {
  expect(endsAs(expected, crossing)).toBe(true)
})

test.each([
  ...(['valid', 'invalid'] as const).map((technical) => decided({ technical })),
  ...(['granted', 'withdrawn', 'not_listed', 'list_unreachable'] as const).map((listStatus) => decided({ listStatus })),
  ...(['accept', 'accept_with_step_up'] as const).map((policy) => decided({ policy })),
  decided({ legalStatus: 'eu_qualified' }),
].map((one) => [one.decision, one] as const))('another answer is another end: %o', (_decision, changed) => {
  expect(endsAs(expected, changed)).toBe(false)
})

test.each([
  ['one check more', reported(...crossing.report, row('diploma.status', 'failed'))],
  ['one check more, undecided', reported(...crossing.report, row('state', 'indeterminate'))],
  ['one check less', reported(...crossing.report.filter(({ id }) => id !== 'diploma.trust_list'))],
  ['one check not run instead', reported(row('diploma.trust_list', 'indeterminate'), row('identity.trust_list', 'not_run'))],
  ['one check passed after all', reported(row('diploma.trust_list', 'indeterminate'), row('identity.trust_list', 'passed'))],
  ['another check', reported(row('diploma.trust_list', 'indeterminate'), row('identity.issuer_listed', 'failed'))],
  ['one check twice', reported(...crossing.report, row('diploma.trust_list', 'failed'))],
  ['nothing at all', reported()],
])('another reason is another end: %s', (_name, changed) => {
  expect(endsAs(expected, changed)).toBe(false)
})
