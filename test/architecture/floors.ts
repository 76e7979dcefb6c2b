import { posix } from 'node:path'

/** The floors of the house. A file imports from its own folder or from a lower floor. */
export const floors: readonly (readonly string[])[] = [
  ['src/base'],
  ['src/jose', 'src/cose', 'src/x509', 'src/http', 'src/html', 'src/store'],
  ['src/sd-jwt', 'src/mdoc', 'src/status-list', 'src/oauth', 'src/trust', 'src/seal', 'src/identity'],
  ['src/openid4vci', 'src/openid4vp', 'src/transfer', 'src/jurisdictions'],
  ['issuer', 'wallet', 'verifier', 'src/scheme-operator', 'src/wallet-provider', 'src/trust-service-provider'],
  ['src/scenarios'],
  ['src/lab'],
]

/** `src/base` of `src/base/adapters/system-clock.ts`, `issuer` of `issuer/main.ts`. */
export const folderOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('src/') ? 2 : 1)
    .join('/')

/** The floor of a folder from 0; -1 if it has none. */
export const floorOf = (folder: string): number => floors.findIndex((folders) => folders.includes(folder))

export const isRelative = (specifier: string): boolean => specifier.startsWith('.')

/** The path, from the root, of what a file imports by a relative specifier. */
export const resolved = (path: string, specifier: string): string => posix.join(posix.dirname(path), specifier)

/** Programs, their configuration, and adapters: the only places that know the world outside. */
export const mayKnowTheWorld = (path: string): boolean =>
  path.includes('/adapters/') || (/\/(main|config)\.ts$/.test(path) && floorOf(folderOf(path)) >= 4)
