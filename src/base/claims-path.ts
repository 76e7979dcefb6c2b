/**
 * OpenID4VP 1.0 "Claims Path Pointer", also of OpenID4VCI 1.0 and SD-JWT VC type metadata: a string names a member, a
 * number an array element, null all elements of an array.
 */
export type ClaimsPath = readonly [ClaimsPathElement, ...ClaimsPathElement[]]
export type ClaimsPathElement = string | number | null

/** For messages and report lines: `address.locality`, `nationalities[]`, `modules[0].title`. */
export const showPath = (path: ClaimsPath): string =>
  path.reduce<string>((shown, element) => {
    if (element === null) return `${shown}[]`
    if (typeof element === 'number') return `${shown}[${element}]`
    return shown === '' ? element : `${shown}.${element}`
  }, '')
