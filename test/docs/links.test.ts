import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pages, readPage, root, type DocumentPage } from './pages.ts'

describe('every link inside the project leads to something', () => {
  test('the pages are found', () => {
    const paths = pages.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/README.md', 'docs/spec-index.md', 'docs/trust-policy.md']))
  })

  test.each(pages)('$path', (page) => expect(brokenLinks(page)).toEqual([]))

  test.each([
    ['[x](no-such-page.md)', ['no-such-page.md']],
    ['[x](docs/README.md#no-such-heading)', ['docs/README.md#no-such-heading']],
    ['![x](docs/figures/no-such-figure.png)', ['docs/figures/no-such-figure.png']],
    ['[x](#no-such-heading)', ['#no-such-heading']],
    ['[x](docs/README.md#one-answer-is-never-enough) [y](src/base) [z](https://example.org/)', []],
    ['`[x](no-such-page.md)`', []],
  ])('a broken link is seen: %s', (text, broken) => expect(brokenLinks({ path: 'README.md', text })).toEqual(broken))
})

/** Links and pictures that lead to no file, no folder or no heading; addresses of the web are not asked. */
function brokenLinks({ path, text }: DocumentPage): readonly string[] {
  const prose = text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`(?!\]\()/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [file, anchor] = link.split('#') as [string, string?]
      const target = file === '' ? path : posix.join(posix.dirname(path), file)
      if (!existsSync(join(root, target))) return true
      return anchor !== undefined && !anchorsOf(file === '' ? text : readPage(target).text).includes(anchor)
    })
}

/** As GitHub makes them of headings; a repeated heading gets a number. */
function anchorsOf(text: string): readonly string[] {
  const seen = new Map<string, number>()
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => {
    const slug = heading!.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-')
    const times = seen.get(slug) ?? 0
    seen.set(slug, times + 1)
    return times === 0 ? slug : `${slug}-${times}`
  })
}
