import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { toBase64url } from '../../src/base/bytes.ts'
import type { Random } from '../../src/base/random.ts'
import type { FetchDocument } from '../../src/http/fetch-document.ts'
import { jurisdictions } from '../../src/jurisdictions/index.ts'

/** A text that must appear in no log. */
export interface Secret {
  readonly what: string
  readonly text: string
}

/** What each secret is that stands in a text; empty where there is none. */
export const leaksIn = (text: string, secrets: readonly Secret[]): readonly string[] => [
  ...new Set([...secrets, ...shapesIn(text)].filter((secret) => text.includes(secret.text)).map(({ what, text }) => `${what}: ${text.slice(0, 12)}…`)),
]

/** Whatever looks like a credential, a token or an Individual Number, whether anybody expected it or not. */
const shapesIn = (text: string): readonly Secret[] =>
  shapes.flatMap(([what, shape]) => [...text.matchAll(shape)].map(([found]) => ({ what, text: found })))

const shapes: readonly (readonly [string, RegExp])[] = [
  ['a JWS, JWE or SD-JWT', /eyJ[\w-]{10,}/g],
  ['a disclosure', /WyJ[\w-]{10,}/g],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY|"d":"[\w-]{20,}/g],
  ['twelve digits', /(?<!\d)\d{12}(?!\d)/g],
]

/** Names of all people of the lab, and what their credentials say of them. */
export const personalSecrets = (): readonly Secret[] =>
  Object.values(jurisdictions).flatMap(({ code, people, credentials }) =>
    people.flatMap(({ id, name, datasets }) => [
      { what: `name of ${id}`, text: name },
      ...Object.entries(datasets as Record<string, object>).flatMap(([kind, dataset]) => {
        const profile = Object.values(credentials).find((credential) => credential.kind === kind)!
        const opens = new Set<unknown>(profile.claims.filter(({ disclosable }) => !disclosable).map(({ path }) => path[0]))
        const aboutThePerson = Object.entries(dataset).filter(([claim]) => !publicClaims.has(claim) && (!opens.has(claim) || /name|birth/.test(claim)))
        return aboutThePerson.flatMap(([claim, value]) =>
          leaves(value).filter(isTelling).map((text) => ({ what: `${claim} of ${id} (${code})`, text })),
        )
      }),
    ]),
  )

/** The day of a degree may be the day of the test; that the programme is fictional is no secret. */
const publicClaims = new Set(['date_of_issuance', 'date_of_expiry', 'types_of_quality_assurance', 'achievement_title', 'achievement_description'])
/** Two ideographs are a name; two letters are a language. */
const isTelling = (text: string): boolean => (/^[\x20-\x7e]*$/.test(text) ? text.length >= 4 : text.length >= 2)

/** Private keys and desk tokens of a lab's folder. */
export function folderSecrets(folder: string): readonly Secret[] {
  const { tokens } = JSON.parse(readFileSync(join(folder, 'lab.json'), 'utf8')) as { tokens: Record<string, string> }
  const keys = readdirSync(join(folder, 'keys')).map((name) => {
    const { privateJwk } = JSON.parse(readFileSync(join(folder, 'keys', name), 'utf8')) as { privateJwk: { d: string } }
    return { what: `private key ${name}`, text: privateJwk.d }
  })
  return [...keys, ...Object.entries(tokens).map(([place, text]) => ({ what: `desk token of ${place}`, text }))]
}

/** Whatever the services keep that looks like a token: credentials, holder's keys, nonces, hashes of sessions. */
export const storedSecrets = (folder: string): readonly Secret[] =>
  !existsSync(join(folder, 'data'))
    ? []
    : readdirSync(join(folder, 'data')).filter((name) => name.endsWith('.sqlite')).flatMap((name) => {
        const database = new DatabaseSync(join(folder, 'data', name))
        try {
          const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[]
          const rows = tables.flatMap((table) => database.prepare(`select * from "${table.name}"`).all())
          const texts = rows.flatMap((row) => Object.values(row)).flatMap((value) => (typeof value === 'string' ? leaves(json(value)) : []))
          return [...new Set(texts)].filter((text) => /^[\w.~-]{30,}$/.test(text) && !isCheckId(text)).map((text) => ({ what: `stored in ${name}`, text }))
        } finally {
          database.close()
        }
      })

const isCheckId = (text: string): boolean => /^[a-z_.]+$/.test(text)

/** Every draw that is long enough to be a secret, as text. */
export function recordingRandom(random: Random): { readonly random: Random; secrets(): readonly Secret[] } {
  const drawn: Secret[] = []
  const bytes = (length: number): Uint8Array => {
    const value = random.bytes(length)
    if (length >= 16) {
      drawn.push({ what: 'drawn at random', text: toBase64url(value) }, { what: 'drawn at random', text: Buffer.from(value).toString('hex') })
    }
    return value
  }
  return { random: { bytes }, secrets: () => drawn }
}

/** What desks and wallets told the storyteller alone: tokens, offers, transaction codes. */
export function recordingHttp(http: FetchDocument): { readonly http: FetchDocument; secrets(): readonly Secret[] } {
  const heard: Secret[] = []
  return {
    http: async (request) => {
      const answer = await http(request)
      if (answer.contentType === 'application/json') {
        for (const [name, value] of Object.entries(JSON.parse(answer.text) as object)) {
          if (/^(tx_code|token|offer|browser_url|wallet_url)$/.test(name) && typeof value === 'string') heard.push({ what: name, text: value })
        }
      }
      return answer
    },
    secrets: () => heard,
  }
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
