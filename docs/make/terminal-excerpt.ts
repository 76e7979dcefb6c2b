import { faultReport, plainInk, storyReport } from '../../src/lab/terminal-report.ts'
import type { FinishedStory } from '../../src/scenarios/story.ts'

const columns = 118

/** What `npm run demo` prints of a story and some failure cases, shortened: `…` stands where something was left out. */
export function terminalExcerpt(story: FinishedStory, faults: readonly FinishedStory[]): string {
  const lines = withoutSections(storyReport(story, plainInk).split('\n'), ['Every check', 'Receipt'])
  const cases = faults.flatMap((fault) => [...faultReport(fault, plainInk).split('\n'), ''])
  const text = ['$ npm run demo', ...lines, '', '…', '', ...cases, '…'].map(short).join('\n')
  const [changing] = /\d{4}-\d{2}-\d{2}T[\d:]+|localhost:\d+/.exec(text) ?? []
  if (changing !== undefined) throw new Error(`the excerpt would change at each run: ${changing}`)
  return `\`\`\`\n${text}\n\`\`\``
}

/** A section begins with its title at the margin and ends with an empty line. */
function withoutSections(lines: readonly string[], titles: readonly string[]): readonly string[] {
  let leaving = false
  return lines.flatMap((line) => {
    if (titles.includes(line)) {
      leaving = true
      return [line, '  …']
    }
    if (line === '') leaving = false
    return leaving ? [] : [line]
  })
}

/** Long lines end after a word. */
const short = (line: string): string =>
  line.length > columns ? `${line.slice(0, line.lastIndexOf(' ', columns - 2))} …` : line.trimEnd()
