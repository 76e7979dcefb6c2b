import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explain } from '../src/http/adapters/run-program.ts'
import { fillFigures } from './make/marked-text.ts'
import { readmeFigures } from './make/readme-figures.ts'
import { takePictures } from './make/screenshots.ts'

/**
 * `npm run figures`: what stands between the markers in README.md, and the pictures in docs/figures. Nothing of it is
 * typed by hand. The pictures show the lab on its own ports, so none may be running, and need a Chromium.
 */
const root = join(import.meta.dirname, '..')
try {
  const readme = join(root, 'README.md')
  writeFileSync(readme, fillFigures(readFileSync(readme, 'utf8'), await readmeFigures()))

  const folder = join(root, 'docs', 'figures')
  mkdirSync(folder, { recursive: true })
  for (const [name, png] of Object.entries(await takePictures())) {
    writeFileSync(join(folder, `${name}.png`), png)
    console.log(`docs/figures/${name}.png  ${Math.round(png.length / 1024)} kB`)
  }
} catch (error) {
  for (const line of explain(error)) console.error(line)
  process.exitCode = 1
}
