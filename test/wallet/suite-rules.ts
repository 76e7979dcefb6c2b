import type { Request } from 'express'
import { sha256Base64url } from '../../src/base/bytes.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { token } from '../../src/base/random.ts'
import type { Clock } from '../../src/base/time.ts'
import { jwkThumbprint, parsePublicJwk, type P256PublicJwk } from '../../src/jose/jwk.ts'
import { parseCompactJws, verifyEs256, type CompactJws } from '../../src/jose/jws.ts'
import { leafOf } from '../../src/x509/x5c.ts'
import type { SuiteBehaviour } from './suite-issuer.ts'

/** What the suite watches for, written from its list: a wallet that breaks a rule leaves a sentence in `faults`. */
export interface SuiteRules {
  readonly faults: string[]
  clear(): void
  confirm(holds: boolean, fault: string): void
  newChallenge(): string
  newNonce(): string
  newDpopNonce(): string
  hasDpopNonce(req: Request): boolean
  /** What the server wants of the attestation before it looks at anything else. */
  demanded(req: Request, behaviour: SuiteBehaviour): { readonly error: string; readonly challenge?: string } | undefined
  state(): string
  emptyPost(req: Request): void
  par(req: Request, behaviour: SuiteBehaviour): void
  authorize(req: Request): void
  token(req: Request, behaviour: SuiteBehaviour): void
  /** @returns the keys that the credentials are to be bound to */
  credential(req: Request, body: JsonObject, behaviour: SuiteBehaviour): readonly P256PublicJwk[]
  resource(req: Request, name: string): void
}

export function suiteRules({ issuer, clock, wallet, issuerState }: {
  readonly issuer: string
  readonly clock: Clock
  readonly wallet: { readonly redirectUri: string }
  readonly issuerState: string
}): SuiteRules {
  const faults: string[] = []
  const [challenges, nonces, dpopNonces, identifiers] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  let stale: string | undefined
  let pushed: Readonly<Record<string, string>> = {}
  const confirm = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault)
  }
  const fresh = (set: Set<string>) => (): string => {
    const value = token(systemRandom, '')
    set.add(value)
    return value
  }
  const recent = (iat: unknown): boolean => typeof iat === 'number' && Math.abs(iat - clock.now()) <= 300
  const once = (jti: unknown, what: string): void => {
    confirm(typeof jti === 'string' && jti !== '' && !identifiers.has(jti), `${what}: jti is missing or was used before`)
    identifiers.add(String(jti))
  }
  const verified = (text: string, key: Parameters<typeof verifyEs256>[1], what: string): CompactJws => {
    const jws = parseCompactJws(text)
    try {
      verifyEs256(jws, key)
    } catch (error) {
      confirm(false, `${what}: ${(error as Error).message}`)
    }
    return jws
  }
  const form = (req: Request): Readonly<Record<string, string>> => {
    confirm(String(req.headers['content-type']).startsWith('application/x-www-form-urlencoded'), 'a form is sent as another type')
    confirm(!req.url.includes('?'), 'parameters are sent in the query')
    return Object.fromEntries(new URLSearchParams(Buffer.from(req.body as Uint8Array).toString('utf8')))
  }
  const header = (req: Request, name: string): string => {
    confirm(typeof req.headers[name] === 'string', `${name} is missing`)
    return String(req.headers[name] ?? 'e30.e30.')
  }

  const attested = (req: Request, clientId: string | undefined, { challenge }: SuiteBehaviour): void => {
    const text = header(req, 'oauth-client-attestation')
    const attestation = verified(text, leafOf(parseCompactJws(text).header).publicKey, 'client attestation')
    const { typ, x5c } = attestation.header
    const { sub, exp, cnf } = attestation.payload
    confirm(typ === 'oauth-client-attestation+jwt', 'client attestation: typ')
    confirm(Array.isArray(x5c) && x5c.length > 0, 'client attestation: x5c')
    confirm(sub === clientId, 'client attestation: sub is not the client_id')
    confirm(typeof exp === 'number' && exp > clock.now(), 'client attestation: exp')
    const key = parsePublicJwk((cnf as JsonObject)['jwk'])
    const pop = verified(header(req, 'oauth-client-attestation-pop'), key, 'client attestation PoP')
    confirm(pop.header['typ'] === 'oauth-client-attestation-pop+jwt', 'client attestation PoP: typ')
    confirm(pop.payload['iss'] === clientId, 'client attestation PoP: iss')
    confirm(pop.payload['aud'] === issuer, 'client attestation PoP: aud is not the authorization server, as a string')
    confirm(recent(pop.payload['iat']), 'client attestation PoP: iat')
    once(pop.payload['jti'], 'client attestation PoP')
    confirm(!challenge || challenges.has(String(pop.payload['challenge'])), 'client attestation PoP: challenge was not given')
  }

  const dpop = (req: Request, name: string, accessToken: string | undefined): void => {
    const text = header(req, 'dpop')
    const key = parsePublicJwk(parseCompactJws(text).header['jwk'])
    const { header: { typ }, payload } = verified(text, key, 'DPoP proof')
    confirm(typ === 'dpop+jwt', 'DPoP proof: typ')
    confirm(payload['htm'] === 'POST' && payload['htu'] === issuer + name, 'DPoP proof: htm, htu')
    confirm(recent(payload['iat']), 'DPoP proof: iat')
    once(payload['jti'], 'DPoP proof')
    confirm(jwkThumbprint(key) === pushed['dpop_jkt'], 'DPoP proof: another key than was announced')
    confirm(accessToken === undefined || payload['ath'] === sha256Base64url(accessToken), 'DPoP proof: ath')
  }

  const resource = (req: Request, name: string): void => {
    confirm(req.headers.authorization === 'DPoP suite-token', 'the access token is not sent with the scheme DPoP')
    confirm(!req.url.includes('?'), 'something is sent in the query')
    dpop(req, name, 'suite-token')
  }

  const keyAttestation = (text: string): readonly P256PublicJwk[] => {
    const { header, payload } = verified(text, leafOf(parseCompactJws(text).header).publicKey, 'key attestation')
    confirm(header['typ'] === 'key-attestation+jwt', 'key attestation: typ')
    confirm(typeof payload['iat'] === 'number' && typeof payload['exp'] === 'number', 'key attestation: iat, exp')
    confirm(nonces.has(String(payload['nonce'])), 'key attestation: nonce was not given')
    return (payload['attested_keys'] as unknown as unknown[]).map(parsePublicJwk)
  }

  const keyProof = (text: string): { key: P256PublicJwk; nonce: string; attested: readonly P256PublicJwk[] | undefined } => {
    const parsed = parseCompactJws(text)
    const present = ['jwk', 'kid', 'x5c'].filter((name) => name in parsed.header)
    confirm(present.join() === 'jwk', 'key proof: the key is not given by jwk alone')
    const key = parsePublicJwk(parsed.header['jwk'])
    const { header, payload } = verified(text, key, 'key proof')
    confirm(header['typ'] === 'openid4vci-proof+jwt', 'key proof: typ')
    confirm(payload['aud'] === issuer, 'key proof: aud is not the issuer identifier, with its slash')
    confirm(recent(payload['iat']), 'key proof: iat')
    const nonce = String(payload['nonce'])
    confirm(nonces.has(nonce), 'key proof: nonce was not given, or used before')
    const attested = typeof header['key_attestation'] === 'string' ? keyAttestation(header['key_attestation']) : undefined
    confirm(attested === undefined || attested.some((one) => jwkThumbprint(one) === jwkThumbprint(key)), 'key proof: its key is not attested')
    return { key, nonce, attested }
  }

  return {
    faults,
    confirm,
    clear: () => {
      faults.length = 0
      stale = undefined
    },
    newChallenge: fresh(challenges),
    newNonce: fresh(nonces),
    newDpopNonce: fresh(dpopNonces),
    hasDpopNonce: (req) => dpopNonces.has(String(parseCompactJws(header(req, 'dpop')).payload['nonce'])),
    demanded: (req, { demands }) => {
      const seen = header(req, 'oauth-client-attestation')
      const { challenge } = parseCompactJws(header(req, 'oauth-client-attestation-pop')).payload
      if (demands === 'challenge' && !challenges.has(String(challenge))) return { error: 'use_attestation_challenge', challenge: fresh(challenges)() }
      if (demands === 'fresh attestation' && (stale ??= seen) === seen) return { error: 'use_fresh_attestation' }
      return undefined
    },
    state: () => pushed['state'] ?? '',
    emptyPost: (req) => {
      confirm(!(req.body instanceof Uint8Array) || req.body.length === 0, 'the body is not empty')
      confirm(!req.url.includes('?'), 'something is sent in the query')
    },
    par: (req, behaviour) => {
      pushed = form(req)
      const { client_id, response_type, redirect_uri, code_challenge_method, scope, issuer_state, authorization_details } = pushed
      confirm(response_type === 'code', 'PAR: response_type')
      confirm(redirect_uri === wallet.redirectUri, 'PAR: redirect_uri')
      confirm(code_challenge_method === 'S256' && /^[\w-]{43}$/.test(pushed['code_challenge'] ?? ''), 'PAR: PKCE')
      confirm(issuer_state === undefined || issuer_state === issuerState, 'PAR: issuer_state')
      confirm(!behaviour.scope || (scope === 'eudi_pid' && authorization_details === undefined), 'PAR: scope')
      if (!behaviour.scope) {
        const [detail] = JSON.parse(authorization_details ?? '[{}]') as JsonObject[]
        confirm(detail!['type'] === 'openid_credential' && detail!['credential_configuration_id'] === 'eu.europa.ec.eudi.pid.1', 'PAR: authorization_details')
        confirm(!behaviour.namesServers || JSON.stringify(detail!['locations']) === JSON.stringify([issuer]), 'PAR: locations')
      }
      attested(req, client_id, behaviour)
    },
    authorize: (req) => {
      const query = new URL(req.url, issuer).searchParams
      confirm([...query.keys()].sort().join() === 'client_id,request_uri', 'authorize: more than client_id and request_uri')
      confirm(query.get('client_id') === pushed['client_id'], 'authorize: another client_id')
    },
    token: (req, behaviour) => {
      const { grant_type, code, redirect_uri, code_verifier, client_id } = form(req)
      confirm(grant_type === 'authorization_code' && code === 'suite-code', 'token: grant')
      confirm(redirect_uri === wallet.redirectUri, 'token: redirect_uri')
      confirm(sha256Base64url(code_verifier ?? '') === pushed['code_challenge'], 'token: code_verifier')
      attested(req, client_id, behaviour)
      dpop(req, 'token', undefined)
    },
    credential: (req, body, { encrypted, authorizationDetails, batchSize, keyAttestation: attestations }) => {
      resource(req, 'credential')
      const expected = encrypted ? 'application/jwt' : 'application/json'
      confirm(String(req.headers['content-type']).startsWith(expected), `credential request: not sent as ${expected}`)
      confirm(encrypted || body['credential_response_encryption'] === undefined, 'credential request: response encryption asked for in the clear')
      confirm(!encrypted || (body['credential_response_encryption'] as JsonObject)['enc'] === 'A256GCM', 'credential request: enc')
      const named = ['credential_identifier', 'credential_configuration_id'].filter((name) => name in body)
      confirm(named.join() === (authorizationDetails ? 'credential_identifier' : 'credential_configuration_id'), 'credential request: how the credential is named')
      confirm(!('access_token' in body), 'credential request: the token is in the body')
      const proofs = body['proofs'] as unknown as Readonly<Record<string, readonly string[]>>
      confirm(Object.keys(proofs).length === 1, 'credential request: more than one proof type')
      if (attestations === 'attestation') {
        confirm(proofs['attestation']?.length === 1, 'credential request: not exactly one attestation')
        return keyAttestation(proofs['attestation']![0]!)
      }
      const proven = proofs['jwt']!.map(keyProof)
      confirm(attestations === 'none' || proven.every(({ attested }) => attested !== undefined), 'credential request: no key attestation')
      const keys = proven.flatMap(({ key, attested }) => attested ?? [key])
      confirm(keys.length <= batchSize, 'credential request: more keys than the batch size')
      confirm(new Set(keys.map(jwkThumbprint)).size === keys.length, 'credential request: a key is used twice')
      for (const { nonce } of proven) nonces.delete(nonce)
      return keys
    },
    resource,
  }
}
