import type { ClaimsPath, ClaimsPathElement } from '../base/claims-path.ts'
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts'
import { parseSdJwt } from './parse-sd-jwt.ts'
import { processPayload, type DisclosedClaim } from './processed-payload.ts'

export interface SelectableClaim {
  /** Names and indices, never null; indices as in {@link heldClaims}. */
  readonly path: ClaimsPath
  readonly value: Json
  /** Stands in the clear, so every verifier sees it, asked for or not. */
  readonly alwaysVisible: boolean
  /** An object or array: its members and elements follow as claims of their own. */
  readonly container: boolean
}

/**
 * Everything a stored credential says, containers before their contents: for choosing and for consent screens.
 *
 * @param credential the SD-JWT VC as issued, with all disclosures
 * @throws CheckFailed if it is not one
 */
export function selectableClaims(credential: string): readonly SelectableClaim[] {
  const { claims, disclosed } = processHeld(credential)
  const choices = new Set(disclosed.map(({ path }) => JSON.stringify(path)))
  return membersOf(claims).flatMap(([name, value]) => list(value, [name], true, choices))
}

/** The payload with every disclosure in its place: what DCQL is matched against. @throws CheckFailed */
export const heldClaims = (credential: string): JsonObject => processHeld(credential).claims

/** @throws CheckFailed if it is not an SD-JWT with its own disclosures; the signature was checked on receipt */
export function processHeld(credential: string): { claims: JsonObject; disclosed: readonly DisclosedClaim[] } {
  const { issuerJwt, disclosures } = parseSdJwt(credential)
  return processPayload(issuerJwt.payload, disclosures)
}

function list(
  value: Json,
  path: ClaimsPath,
  visibleAbove: boolean,
  choices: ReadonlySet<string>,
): readonly SelectableClaim[] {
  const alwaysVisible = visibleAbove && !choices.has(JSON.stringify(path))
  const container = typeof value === 'object' && value !== null
  const below = container ? membersOf(value) : []
  return [
    { path, value, alwaysVisible, container },
    ...below.flatMap(([element, inner]) => list(inner, [...path, element], alwaysVisible, choices)),
  ]
}

function membersOf(value: readonly Json[] | JsonObject): readonly (readonly [ClaimsPathElement, Json])[] {
  return isJsonObject(value) ? Object.entries(value) : value.map((element, index) => [index, element] as const)
}
