import { folderOf } from './floors.ts'
import type { Rule } from './rules.ts'
import type { SourceFile } from './source-file.ts'

const maxLines = 300
const saysNothing = /(^|-)(manager|helpers?|utils?|impl|abstract|misc|common)(-|\.)/

export const housekeepingRules: readonly Rule[] = [
  {
    id: 'length',
    sentence: `a file has at most ${maxLines} lines`,
    violations: (files) =>
      files
        .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
        .filter(({ lines }) => lines > maxLines)
        .map(({ path, lines }) => `${path} has ${lines} lines`),
  },
  {
    id: 'any',
    sentence: 'nothing is typed any, and the compiler is never told to look away',
    violations: (files) => [
      ...inCode(/(?<![.\w$])any(?![\w$(]|\s*\??:)/)(files),
      ...inComments(/@ts-(ignore|expect-error|nocheck)/)(files),
    ],
  },
  { id: 'unfinished', sentence: 'nothing is left to be done', violations: inComments(/\b(TODO|FIXME|XXX|HACK)\b/) },
  {
    id: 'default_export',
    sentence: 'what is exported has a name',
    violations: inCode(/(?<![.\w$])export\s+default\b|(?<![.\w$])export\s*\{[^{}]*\bas\s+default\b/),
  },
  {
    id: 'console',
    sentence: 'services log through their log; only programs and adapters speak to the terminal',
    violations: (files) =>
      inCode(/\bconsole\b/)(
        files.filter(({ path }) => folderOf(path) !== 'src/lab' && !/\/main\.ts$|\/adapters\//.test(path)),
      ),
  },
  {
    id: 'file_name',
    sentence: 'files are named in kebab-case for what they are',
    violations: (files) =>
      files
        .map(({ path }) => ({ path, name: path.split('/').at(-1)! }))
        .filter(({ name }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?\.ts$/.test(name) || saysNothing.test(name))
        .map(({ path }) => `${path} is no name for a file`),
  },
]

function inCode(pattern: RegExp) {
  return (files: readonly SourceFile[]): readonly string[] =>
    files.flatMap(({ path, code }) => {
      const found = pattern.exec(code)
      return found ? [`${path}:${lineOf(code, found.index)} has ${found[0].trim()}`] : []
    })
}

function inComments(pattern: RegExp) {
  return (files: readonly SourceFile[]): readonly string[] =>
    files
      .filter(({ comments }) => comments.some((comment) => pattern.test(comment)))
      .map(({ path }) => `${path} has ${pattern.source}`)
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length
