import { sameKey, type P256PublicJwk } from '../src/jose/jwk.ts'
import { confirmationKey } from '../src/sd-jwt/received-sd-jwt.ts'
import { parseSdJwt } from '../src/sd-jwt/parse-sd-jwt.ts'

/**
 * Finds the key of each credential by the key that stands in it: issuers answer in any order, and need not answer for
 * every key. A credential that names none of the keys, or cannot be read, gets one that is left over: the checks will
 * say what is wrong with it.
 *
 * @param keys at least as many as there are credentials
 */
export function matchCopies<Key extends { readonly publicJwk: P256PublicJwk }>(
  credentials: readonly string[],
  keys: readonly Key[],
): readonly { readonly credential: string; readonly key: Key }[] {
  const free = [...keys]
  const found = credentials.map((credential) => {
    const at = free.findIndex(({ publicJwk }) => isBoundTo(credential, publicJwk))
    return { credential, key: at < 0 ? undefined : free.splice(at, 1)[0]! }
  })
  return found.map(({ credential, key }) => ({ credential, key: key ?? free.shift()! }))
}

function isBoundTo(credential: string, key: P256PublicJwk): boolean {
  try {
    return sameKey(confirmationKey(parseSdJwt(credential).issuerJwt.payload), key)
  } catch {
    return false
  }
}
