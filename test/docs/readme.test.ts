import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { figuresIn, fillFigures } from '../../docs/make/marked-text.ts'
import { readmeFigures } from '../../docs/make/readme-figures.ts'
import { readPage, root } from './pages.ts'

const readme = readPage('README.md')

describe('what README.md shows is what the program does', () => {
  let figures: Readonly<Record<string, string>>
  beforeAll(async () => {
    figures = await readmeFigures()
  }, 60_000)

  test('the counts and the excerpt of the terminal; if not, `npm run figures` writes them anew', () => {
    expect(figuresIn(readme.text)).toEqual(figures)
    expect(fillFigures(readme.text, figures)).toBe(readme.text)
  })

  test('it shows a page of the lab, of the wallet and of a verifier', () => {
    expect(pictures().map(({ path }) => path)).toEqual(
      expect.arrayContaining(['docs/figures/landing.png', 'docs/figures/story.png', 'docs/figures/consent.png', 'docs/figures/result.png']),
    )
  })

  test('its pictures are as wide as a window and light enough to load', () => {
    for (const { path, width } of pictures()) expect(width, path).toBe(1280)
    expect(pictures().reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(1_500_000)
  })

  test('no count of tests, share of lines or measure of speed is typed into it', () => {
    const typed = readme.text.replace(/<!-- figure:[^]*?<!-- \/figure -->/g, '')
    expect(typed).not.toMatch(/\d[\d,.]*\s*(?:%|(?:tests?|checks?|seconds?|ms|s|lines?|failure cases?)\b)/i)
  })
})

describe('figures between markers', () => {
  const page = 'a <!-- figure:one -->1<!-- /figure --> b\n<!-- figure:two -->\nold\n<!-- /figure -->\n'
  test('are replaced, on lines of their own if they have several', () => {
    expect(fillFigures(page, { one: '2', two: 'x\ny' })).toBe('a <!-- figure:one -->2<!-- /figure --> b\n<!-- figure:two -->\nx\ny\n<!-- /figure -->\n')
    expect(figuresIn(page)).toEqual({ one: '1', two: 'old' })
  })
  test('need each other', () => {
    expect(() => fillFigures(page, { one: '2' })).toThrow('figure:two')
    expect(() => fillFigures(page, { one: '2', two: '3', three: '4' })).toThrow('three')
  })
})

/** The pictures that the page shows; width from the header of the PNG file. */
function pictures(): readonly { readonly path: string; readonly width: number; readonly bytes: number }[] {
  return [...readme.text.matchAll(/!\[[^\]]+\]\(([^)]+\.png)\)/g)].map(([, path]) => {
    const file = readFileSync(join(root, path!))
    expect(file.subarray(1, 4).toString('latin1'), path).toBe('PNG')
    return { path: path!, width: file.readUInt32BE(16), bytes: file.length }
  })
}
