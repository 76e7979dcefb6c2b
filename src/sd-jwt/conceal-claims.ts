import type { ClaimsPath, ClaimsPathElement } from '../base/claims-path.ts'
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts'
import { randomBelow, type Random } from '../base/random.ts'
import { toBase64url } from '../base/bytes.ts'
import { digestOf, makeDisclosure, reservedNames, type Disclosure } from './disclosure.ts'

/**
 * Replaces claims by digests — RFC 9901 §4.2.4 "Embedding Disclosure Digests in SD-JWTs". A disclosable value inside a
 * disclosable value gives a disclosure that holds digests ("Recursive Disclosures").
 *
 * @param disclosable which members and elements; null means all elements of an array
 * @param decoys      at most so many decoy digests wherever there are digests, a random number each time
 * @returns           the payload to sign, and the disclosures, outer ones first
 * @throws            Error if a claim has a name that RFC 9901 reserves
 */
export function concealClaims(
  claims: JsonObject,
  { disclosable, random, decoys }: { disclosable: readonly ClaimsPath[]; random: Random; decoys: number },
): { payload: JsonObject; disclosures: readonly Disclosure[] } {
  const concealing: Concealing = { random, decoys, disclosures: [] }
  const payload = concealObject(claims, disclosable, concealing)
  const concealed = concealing.disclosures.length > 0
  return { payload: { ...payload, ...(concealed && { _sd_alg: 'sha-256' }) }, disclosures: concealing.disclosures }
}

interface Concealing {
  readonly random: Random
  readonly decoys: number
  readonly disclosures: Disclosure[]
}

/** What is left of the paths below the value at hand; an empty one says that the value itself is disclosable. */
type Below = readonly (readonly ClaimsPathElement[])[]

function concealValue(value: Json, below: Below, concealing: Concealing): Json {
  if (Array.isArray(value)) return concealArray(value, below, concealing)
  return isJsonObject(value) ? concealObject(value, below, concealing) : value
}

function concealObject(source: JsonObject, below: Below, concealing: Concealing): JsonObject {
  const clear: [string, Json][] = []
  const digests: string[] = []
  for (const [name, value] of Object.entries(source)) {
    if (reservedNames.includes(name)) throw new Error(`a claim cannot have the reserved name ${name}`)
    const here = step(below, (element) => element === name)
    if (isDisclosable(here)) digests.push(conceal(value, name, here, concealing))
    else clear.push([name, concealValue(value, here, concealing)])
  }
  if (digests.length === 0) return Object.fromEntries(clear)
  digests.push(...decoyDigests(concealing))
  return Object.fromEntries([['_sd', digests.sort()], ...clear])
}

/** Elements keep their order; decoys stand anywhere between them. */
function concealArray(source: readonly Json[], below: Below, concealing: Concealing): Json {
  let concealed = false
  const elements = source.map((value, index) => {
    const here = step(below, (element) => element === index || element === null)
    if (!isDisclosable(here)) return concealValue(value, here, concealing)
    concealed = true
    return { '...': conceal(value, undefined, here, concealing) }
  })
  if (!concealed) return elements
  for (const decoy of decoyDigests(concealing)) {
    elements.splice(randomBelow(concealing.random, elements.length + 1), 0, { '...': decoy })
  }
  return elements
}

/** @returns the digest. The disclosure stands before those inside it, though it can only be made after them. */
function conceal(value: Json, name: string | undefined, here: Below, concealing: Concealing): string {
  const place = concealing.disclosures.length
  const disclosure = makeDisclosure(concealing.random, concealValue(value, here, concealing), name)
  concealing.disclosures.splice(place, 0, disclosure)
  return digestOf(disclosure.text, 'sha-256')
}

/** Digests of random bytes: "Decoy Digests". */
function decoyDigests({ random, decoys }: Concealing): readonly string[] {
  const count = randomBelow(random, decoys + 1)
  return Array.from({ length: count }, () => digestOf(toBase64url(random.bytes(16)), 'sha-256'))
}

const step = (below: Below, matches: (element: ClaimsPathElement) => boolean): Below =>
  below.filter(([first]) => first !== undefined && matches(first)).map(([, ...rest]) => rest)

const isDisclosable = (here: Below): boolean => here.some((rest) => rest.length === 0)
