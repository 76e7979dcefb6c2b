import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { citedPlaces } from './make/citations.ts'
import { specIndexPage } from './make/spec-index-page.ts'

/** `npm run spec-index`: writes docs/spec-index.md from the citations in the code. */
const root = join(import.meta.dirname, '..')
writeFileSync(join(root, 'docs', 'spec-index.md'), specIndexPage(citedPlaces(root)))
