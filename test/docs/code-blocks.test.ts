import { expect, test } from 'vitest'
import { codeBlocks, pages } from './pages.ts'

test('no page has TypeScript in it: it links to the code, which is checked', () => {
  const withCode = pages.filter((page) => codeBlocks(page).some(({ language }) => /^(ts|typescript|js|javascript)$/.test(language)))
  expect(withCode.map(({ path }) => path)).toEqual([])
})

test('blocks are found, and their language', () => {
  expect(codeBlocks({ path: 'x.md', text: 'a\n```ts\nconst a = 1\n```\n\n```\nnpm ci\n```\n' })).toEqual([
    { language: 'ts', code: 'const a = 1\n' },
    { language: '', code: 'npm ci\n' },
  ])
})
