import { confirm } from '../base/checks.ts'
import type { ClaimsPath, ClaimsPathElement } from '../base/claims-path.ts'
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts'
import { describe } from '../jose/jws.ts'
import { digestOf, hashAlgorithmOf, type Disclosure } from './disclosure.ts'

const maxDepth = 24

/** The "processed SD-JWT payload", and where each disclosure went. */
export interface ProcessedPayload {
  readonly claims: JsonObject
  /** In the order of their places in `claims`; a disclosure stands before those inside its value. */
  readonly disclosed: readonly DisclosedClaim[]
}

export interface DisclosedClaim {
  readonly disclosure: Disclosure
  /** Names and array indices within `claims`, never null. */
  readonly path: ClaimsPath
}

/**
 * Puts the disclosures where their digests stand — RFC 9901 §7.1 "Verification of the SD-JWT", steps 3 to 5. The
 * signature is another check's.
 *
 * @throws CheckFailed if a digest occurs twice, a disclosure has no place or the wrong kind of place, a claim name is
 *   reserved or taken, or the value is nested too deeply
 */
export function processPayload(payload: JsonObject, disclosures: readonly Disclosure[]): ProcessedPayload {
  const algorithm = hashAlgorithmOf(payload)
  const waiting = new Map<string, Disclosure>()
  for (const disclosure of disclosures) {
    const digest = digestOf(disclosure.text, algorithm)
    confirm(!waiting.has(digest), 'the same disclosure is there twice')
    waiting.set(digest, disclosure)
  }
  const walk: Walk = { waiting, seen: new Set(), disclosed: [] }
  const { _sd_alg: _, ...signed } = payload
  const claims = processObject(signed, [], walk)
  confirm(waiting.size === 0, `${waiting.size} of ${disclosures.length} disclosures belong to no digest of the payload`)
  return { claims, disclosed: walk.disclosed }
}

interface Walk {
  /** Disclosures by digest that found no place yet. */
  readonly waiting: Map<string, Disclosure>
  /** Every digest met so far, decoys too. */
  readonly seen: Set<string>
  readonly disclosed: DisclosedClaim[]
}

type Place = readonly ClaimsPathElement[]

function processValue(value: Json, place: Place, walk: Walk): Json {
  confirm(place.length <= maxDepth, `the claims are nested more than ${maxDepth} levels deep`)
  if (Array.isArray(value)) return processArray(value, place, walk)
  return isJsonObject(value) ? processObject(value, place, walk) : value
}

/** `Object.fromEntries` keeps a claim called `__proto__` a claim. */
function processObject(source: JsonObject, place: Place, walk: Walk): JsonObject {
  const entries = new Map<string, Json>()
  for (const [name, value] of Object.entries(source)) {
    if (name === '_sd') continue
    confirm(name !== '...' && name !== '_sd_alg', `the payload uses the reserved claim name ${name} out of its place`)
    entries.set(name, processValue(value, [...place, name], walk))
  }
  for (const digest of digestsOf(source)) {
    const disclosure = take(digest, walk)
    if (!disclosure) continue
    const { name, value } = disclosure
    confirm(name !== undefined, 'the disclosure of an array element stands for an object member')
    confirm(!entries.has(name), `a disclosed claim name is already taken at its level: ${describe(name)}`)
    entries.set(name, disclose(disclosure, value, [...place, name], walk))
  }
  return Object.fromEntries(entries)
}

function processArray(source: readonly Json[], place: Place, walk: Walk): Json {
  const elements: Json[] = []
  for (const element of source) {
    const here = [...place, elements.length]
    if (!isPlaceholder(element)) {
      elements.push(processValue(element, here, walk))
      continue
    }
    const disclosure = take(digestIn(element), walk)
    if (!disclosure) continue
    confirm(disclosure.name === undefined, 'the disclosure of an object member stands for an array element')
    elements.push(disclose(disclosure, disclosure.value, here, walk))
  }
  return elements
}

function disclose(disclosure: Disclosure, value: Json, place: Place, walk: Walk): Json {
  walk.disclosed.push({ disclosure, path: place as ClaimsPath })
  return processValue(value, place, walk)
}

function take(digest: string, walk: Walk): Disclosure | undefined {
  confirm(!walk.seen.has(digest), 'a digest occurs twice')
  walk.seen.add(digest)
  const disclosure = walk.waiting.get(digest)
  walk.waiting.delete(digest)
  return disclosure
}

function digestsOf(source: JsonObject): readonly string[] {
  if (!Object.hasOwn(source, '_sd')) return []
  const digests = source['_sd']
  confirm(
    Array.isArray(digests) && digests.every((digest) => typeof digest === 'string'),
    '_sd is not an array of strings',
  )
  return digests
}

const isPlaceholder = (element: Json): element is JsonObject => isJsonObject(element) && Object.hasOwn(element, '...')

function digestIn(element: JsonObject): string {
  const digest = element['...']
  confirm(
    Object.keys(element).length === 1 && typeof digest === 'string',
    'an array element with "..." is not one digest alone',
  )
  return digest
}
