import type { FetchedDocument } from '../src/http/fetch-document.ts'
import { jwkThumbprint, type P256PublicJwk } from '../src/jose/jwk.ts'

/**
 * The last DPoP nonce that a server gave for a key — RFC 9449 §8.2: also a good answer may bring a new one. By key, so
 * that no nonce tells a server that two holders use the same wallet. It is only remembered as long as the program runs:
 * what is forgotten costs one more request.
 */
export interface DpopNonces {
  known(key: P256PublicJwk, url: string): string | undefined
  learn(key: P256PublicJwk, url: string, answer: FetchedDocument): void
}

export function dpopNonces(): DpopNonces {
  const nonces = new Map<string, string>()
  const placeOf = (key: P256PublicJwk, url: string): string => `${jwkThumbprint(key)} ${new URL(url).origin}`
  return {
    known: (key, url) => nonces.get(placeOf(key, url)),
    learn: (key, url, answer) => {
      const nonce = answer.header('dpop-nonce')
      if (nonce === undefined) return
      const place = placeOf(key, url)
      nonces.delete(place)
      nonces.set(place, nonce)
      if (nonces.size > maxNonces) nonces.delete(nonces.keys().next().value!)
    },
  }
}

const maxNonces = 1000
