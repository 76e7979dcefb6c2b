import { CheckFailed, confirm } from '../base/checks.ts'
import { showPath, type ClaimsPath } from '../base/claims-path.ts'
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts'

/** One place that a path reaches: its own path has no null, and names exactly this value. */
export interface SelectedClaim {
  readonly path: readonly (string | number)[]
  readonly value: Json
}

/**
 * OpenID4VP 1.0 "Processing" (of a Claims Path Pointer, "Semantics for JSON-based Credentials").
 *
 * @returns every place in `claims` that `path` selects, at least one
 * @throws CheckFailed if an element does not fit what it stands on, or nothing is selected
 */
export function selectClaims(path: ClaimsPath, claims: JsonObject): readonly SelectedClaim[] {
  confirm(path.length > 0, 'a claims path has at least one element')
  let selected: readonly SelectedClaim[] = [{ path: [], value: claims }]
  for (const element of path) {
    selected = selected.flatMap((claim) => step(claim, element))
    if (selected.length === 0) throw new CheckFailed(`nothing stands at ${showPath(path)}`)
  }
  return selected
}

/** Whether the path selects anything. */
export function hasClaim(path: ClaimsPath, claims: JsonObject): boolean {
  return selectedOrNone(path, claims).length > 0
}

/** As {@link selectClaims}, with an empty list instead of an error. */
export function selectedOrNone(path: ClaimsPath, claims: JsonObject): readonly SelectedClaim[] {
  try {
    return selectClaims(path, claims)
  } catch (error) {
    if (error instanceof CheckFailed) return []
    throw error
  }
}

function step({ path, value }: SelectedClaim, element: unknown): readonly SelectedClaim[] {
  if (typeof element === 'string') {
    if (!isJsonObject(value)) throw new CheckFailed('a claims path names a member of something that is no object')
    return Object.hasOwn(value, element) ? [{ path: [...path, element], value: value[element]! }] : []
  }
  const index = element === null || (Number.isSafeInteger(element) && Number(element) >= 0)
  confirm(index, 'an element of a claims path is a string, null or a whole number from 0')
  if (!isArray(value)) throw new CheckFailed('a claims path indexes something that is no array')
  const all = value.map((item, position) => ({ path: [...path, position], value: item }))
  return element === null ? all : all.slice(Number(element), Number(element) + 1)
}

/**
 * OpenID4VP 1.0 "Semantics for ISO mdoc-based Credentials": exactly a namespace and a data element identifier.
 *
 * @throws CheckFailed if the path has another form or nothing stands there
 */
export function selectElement(path: readonly unknown[], nameSpaces: NameSpaces): Json {
  const [nameSpace, element] = path
  confirm(path.length === 2 && typeof nameSpace === 'string' && typeof element === 'string', 'not a path into an mdoc')
  const elements = Object.hasOwn(nameSpaces, nameSpace) ? nameSpaces[nameSpace]! : {}
  if (!Object.hasOwn(elements, element)) throw new CheckFailed(`the mdoc has no element ${element} in ${nameSpace}`)
  return elements[element]!
}

/** Data elements of an mdoc by namespace and identifier, their values converted to JSON. */
export type NameSpaces = Readonly<Record<string, JsonObject>>

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value)
