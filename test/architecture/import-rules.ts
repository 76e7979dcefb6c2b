import { floorOf, folderOf, isRelative, resolved } from './floors.ts'
import { allowedRooms } from './package-rooms.ts'
import type { Rule } from './rules.ts'
import type { SourceFile } from './source-file.ts'

export const importRules: readonly Rule[] = [
  {
    id: 'floor',
    sentence: 'every folder has a floor',
    violations: (files) =>
      files.filter(({ path }) => floorOf(folderOf(path)) < 0).map(({ path }) => `${path} stands on no floor`),
  },
  {
    id: 'direction',
    sentence: 'a file imports from its own folder or from a lower floor: never sideways, never upwards',
    violations: (files) =>
      relativeImports(files)
        .filter(({ from, to }) => !mayImport(from, to))
        .map(arrow),
  },
  {
    id: 'import_target',
    sentence: 'an import names an existing .ts file, literally',
    violations: (files) => {
      const paths = new Set(files.map(({ path }) => path))
      const computed = files.filter(({ imports }) => imports.some(({ specifier }) => specifier === '(computed)'))
      return [
        ...relativeImports(files)
          .filter(({ to }) => !paths.has(to))
          .map(arrow),
        ...computed.map(({ path }) => `${path} imports by a computed name`),
      ]
    },
  },
  { id: 'cycle', sentence: 'no file imports itself through others', violations: cycles },
  {
    id: 're_export',
    sentence: 'a file exports what it defines, nothing of others',
    violations: (files) => files.filter(reExports).map(({ path }) => `${path} re-exports`),
  },
  {
    id: 'package_room',
    sentence: 'a package is imported in the room it belongs to; one without a room nowhere',
    violations: (files) =>
      files.flatMap(({ path, imports }) =>
        imports
          .filter(({ specifier }) => !isRelative(specifier) && specifier !== '(computed)')
          .filter(({ specifier }) => !allowedRooms(specifier)(path))
          .map(({ specifier }) => `${path} imports ${specifier}`),
      ),
  },
  {
    id: 'pure_view',
    sentence: 'a view imports no endpoint, no adapter, no store, no HTTP',
    violations: (files) =>
      files
        .filter(({ path }) => path.includes('/views/'))
        .flatMap((file) => file.imports.map(({ specifier }) => ({ from: file.path, to: target(file.path, specifier) })))
        .filter(({ to }) => /^(express|node:.*)$|^src\/(http|store)\/|\/(endpoints|adapters)\//.test(to))
        .map(arrow),
  },
]

interface Edge {
  readonly from: string
  readonly to: string
}

const arrow = ({ from, to }: Edge): string => `${from} imports ${to}`

const target = (path: string, specifier: string): string =>
  isRelative(specifier) ? resolved(path, specifier) : specifier

const relativeImports = (files: readonly SourceFile[]): readonly Edge[] =>
  files.flatMap(({ path, imports }) =>
    imports
      .filter(({ specifier }) => isRelative(specifier))
      .map(({ specifier }) => ({ from: path, to: resolved(path, specifier) })),
  )

function mayImport(from: string, to: string): boolean {
  const [here, there] = [folderOf(from), folderOf(to)]
  return here === there || (floorOf(there) >= 0 && floorOf(there) < floorOf(here))
}

/** Depth first; an edge to a file that is still open closes a cycle. */
function cycles(files: readonly SourceFile[]): readonly string[] {
  const edges = Map.groupBy(relativeImports(files), ({ from }) => from)
  const open: string[] = []
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string): void => {
    if (open.includes(path)) return void found.push([...open.slice(open.indexOf(path)), path].join(' imports '))
    if (done.has(path)) return
    open.push(path)
    for (const { to } of edges.get(path) ?? []) visit(to)
    open.pop()
    done.add(path)
  }
  for (const { path } of files) visit(path)
  return found
}

const exportList = /(?<![.\w$])export\s*(?:type\s*)?\{([^{}]*)\}(?!\s*from)/g
/** `export const x = y`, where nothing is done to y. */
const exportAlias = /(?<![.\w$])export\s+(?:const|type)\s+[\w$]+\s*=\s*([\w$]+)(?![\w$])(?!\s*[.([{<=?&|+*/%!-])/g

/** `export … from`, or `export { x }` of an imported x. */
function reExports({ imports, code }: SourceFile): boolean {
  if (imports.some(({ kind }) => kind === 'export')) return true
  const imported = importedNames(code)
  const lists = [...code.matchAll(exportList)].map((match) => match[1]!)
  const aliases = [...code.matchAll(exportAlias)].map((match) => match[1]!)
  const exported = lists
    .flatMap((list) => list.split(','))
    .map((entry) => /^(?:type\s+)?([\w$]*)/.exec(entry.trim())![1]!)
  return [...exported, ...aliases].some((name) => imported.has(name))
}

/** The names that imports bring into the file. */
const importedNames = (code: string): ReadonlySet<string> =>
  new Set(
    [...code.matchAll(/(?<![.\w$])import\s+(?:type\s+)?([\w$*{}\s,]+?)\s*from\s*['"]/g)]
      .flatMap((match) => match[1]!.replace(/[{}]/g, ',').split(','))
      .map((entry) => entry.trim().split(/\s+/).at(-1)!)
      .filter((name) => name !== ''),
  )
