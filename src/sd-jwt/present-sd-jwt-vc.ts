import { showPath, type ClaimsPath, type ClaimsPathElement } from '../base/claims-path.ts'
import { isJsonObject, type Json } from '../base/json.ts'
import type { EpochSeconds } from '../base/time.ts'
import type { SigningKey } from '../jose/signing-key.ts'
import { hashAlgorithmOf, type Disclosure } from './disclosure.ts'
import { signKeyBindingJwt } from './key-binding-jwt.ts'
import { parseSdJwt } from './parse-sd-jwt.ts'
import { processPayload } from './processed-payload.ts'

export interface PresentationOfSdJwtVc {
  /** The SD-JWT VC as issued, with all disclosures. */
  readonly credential: string
  /** What may be seen besides what always is. A path stands for the whole value there; null means all elements. */
  readonly disclose: readonly ClaimsPath[]
  readonly nonce: string
  readonly audience: string
  /** The key in `cnf`. */
  readonly holderKey: SigningKey
  readonly now: EpochSeconds
}

export type PresentSdJwtVc = (presentation: PresentationOfSdJwtVc) => Promise<string>

/**
 * Presents a credential — RFC 9901 §7.2 — with the disclosures for `disclose`, those they are inside of, and no other,
 * and a Key Binding JWT over exactly them.
 *
 * @throws RangeError if the credential has no claim at one of the paths
 * @throws CheckFailed if `credential` is not an SD-JWT
 */
export const presentSdJwtVc: PresentSdJwtVc = async ({ credential, disclose, nonce, audience, holderKey, now }) => {
  const { issuerJwt, issuerJwtText, disclosures } = parseSdJwt(credential)
  const { claims, disclosed } = processPayload(issuerJwt.payload, disclosures)
  const places = disclose.flatMap((path) => placesOf(path, claims))
  const chosen = disclosed.filter(({ path }) => places.some((place) => oneLeadsToTheOther(path, place)))
  const kept = inIssuedOrder(disclosures, new Set(chosen.map(({ disclosure }) => disclosure)))
  const hashInput = [issuerJwtText, ...kept.map(({ text }) => text), ''].join('~')
  const algorithm = hashAlgorithmOf(issuerJwt.payload)
  return hashInput + (await signKeyBindingJwt(holderKey, { hashInput, algorithm, nonce, audience, now }))
}

/** Where a path leads, null replaced by each index from which it goes on. @throws RangeError if nowhere */
function placesOf(path: ClaimsPath, claims: Json): readonly Place[] {
  const places = path.reduce<readonly (readonly [Place, Json])[]>(
    (found, element) =>
      found.flatMap(([place, value]) => next(value, element).map(([at, inner]) => [[...place, at], inner] as const)),
    [[[], claims]],
  )
  if (places.length === 0) throw new RangeError(`the credential has no claim at ${showPath(path)}`)
  return places.map(([place]) => place)
}

type Place = readonly ClaimsPathElement[]

function next(value: Json, element: ClaimsPathElement): readonly (readonly [string | number, Json])[] {
  if (typeof element === 'string')
    return isJsonObject(value) && Object.hasOwn(value, element) ? [[element, value[element]!]] : []
  if (!Array.isArray(value)) return []
  const elements = value.map((inner: Json, index) => [index, inner] as const)
  return element === null ? elements : elements.slice(element, element + 1)
}

/** A value's containers and its contents come with it. */
const oneLeadsToTheOther = (path: Place, place: Place): boolean =>
  path.slice(0, place.length).every((element, depth) => element === place[depth])

const inIssuedOrder = (disclosures: readonly Disclosure[], kept: ReadonlySet<Disclosure>): readonly Disclosure[] =>
  disclosures.filter((disclosure) => kept.has(disclosure))
