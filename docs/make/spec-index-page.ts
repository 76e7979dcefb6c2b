import { posix } from 'node:path'
import type { CitedPlaces } from './citations.ts'

/** The page docs/spec-index.md: each cited place of each specification, and the files that cite it. */
export function specIndexPage(cited: readonly CitedPlaces[]): string {
  return [
    '# Index of specifications',
    '',
    'From a heading of a specification to the files that cite it. [`make-spec-index.ts`](make-spec-index.ts) writes this page',
    'from the citations in the code; a test fails where the two differ. Numbers of headings move from edition to edition,',
    'words do not: headings stand here in their words, and only the sections of RFCs, which are frozen, by number.',
    '',
    ...cited.flatMap(documentPart),
  ].join('\n')
}

const documentPart = ({ document: { name, title, url }, places, asWhole }: CitedPlaces): readonly string[] => [
  `## ${name}`,
  '',
  url === undefined ? title : `[${title}](${url})`,
  '',
  ...(places.length > 0
    ? ['| heading | cited in |', '| --- | --- |', ...places.map(({ place, files }) => `| ${place} | ${files.map(fileLink).join(' ')} |`)]
    : ['| | cited in |', '| --- | --- |', `| as a whole | ${asWhole.map(fileLink).join(' ')} |`]),
  '',
]

const fileLink = (path: string): string => `[\`${path}\`](${posix.relative('docs', path)})`
