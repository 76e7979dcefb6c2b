import { floorOf, folderOf, mayKnowTheWorld } from './floors.ts'

type Rooms = (path: string) => boolean

const only =
  (...folders: readonly string[]): Rooms =>
  (path) =>
    folders.some((folder) => path.startsWith(`${folder}/`))
const anywhere: Rooms = () => true

/** Where each package is imported. A new package gets a line here, and a sentence in docs/decisions. */
const rooms: Readonly<Record<string, Rooms>> = {
  '@peculiar/x509': only('src/x509'),
  cborg: only('src/cose'),
  express: (path) => only('src/http')(path) || floorOf(folderOf(path)) >= 4,
  'express-rate-limit': only('src/http'),
  helmet: only('src/http'),
  jose: only('src/jose'),
  'jpeg-js': only('wallet'),
  kysely: only('src/store'),
  pino: only('src/http/adapters'),
  pngjs: only('wallet'),
  qr: only('wallet'),
  qrcode: only('src/html'),
  zod: anywhere,
}

/** Modules of Node that have one place, beyond those that reach the network. */
const nodeRooms: Readonly<Record<string, Rooms>> = {
  'node:sqlite': only('src/store'),
  'node:child_process': mayKnowTheWorld,
  // The stylesheet is a file beside the code that serves it.
  'node:fs': (path) => mayKnowTheWorld(path) || path === 'src/html/assets.ts',
  'node:fs/promises': mayKnowTheWorld,
  'node:os': mayKnowTheWorld,
}

/** `kysely` of `kysely/migration`, `@peculiar/x509` of itself. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

export const allowedRooms = (specifier: string): Rooms =>
  specifier.startsWith('node:') ? (nodeRooms[specifier] ?? anywhere) : (rooms[packageOf(specifier)] ?? (() => false))
