import { faultIds } from '../../src/scenarios/student-exchange/faults.ts'
import { terminalExcerpt } from './terminal-excerpt.ts'
import { told } from './told-stories.ts'

/** What stands between the markers of README.md, by name: told and counted, never typed. */
export async function readmeFigures(): Promise<Readonly<Record<string, string>>> {
  const story = await told('jp-to-eu')
  const faults = [
    await told('jp-to-eu', 'untrusted-issuer'),
    await told('jp-to-eu', 'revoked'),
    await told('jp-to-eu', 'name-in-two-scripts'),
    await told('eu-to-jp', 'server-to-server-transfer'),
  ]
  return {
    terminal: terminalExcerpt(story, faults),
    'failure-cases': String(faultIds.length),
    checks: String(story.crossing.report.length),
  }
}
