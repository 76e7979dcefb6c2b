import { demonstrate, Misused, parseDemoArguments } from './demonstrate.ts'
import { colourInk, plainInk } from './terminal-report.ts'

/**
 * `npm run demo`: the story in the terminal, then its failure cases. `--list` names what there is; one of them, or one
 * direction with `--fault`, runs alone; `--json` prints the result as docs/demo-json.md says. Ends with 0 only if
 * everything ended as the story says, with 2 for arguments that make no sense.
 */
try {
  const ink = process.stdout.isTTY ? colourInk : plainInk
  process.exitCode = await demonstrate(parseDemoArguments(process.argv.slice(2)), { ink, print: (text) => console.log(text) })
} catch (error) {
  console.error(error instanceof Misused ? error.message : error)
  // Not the exit code alone: a world that broke may still have servers open.
  process.exit(error instanceof Misused ? 2 : 1)
}
