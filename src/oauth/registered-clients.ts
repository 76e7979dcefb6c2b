import { z } from 'zod'
import type { P256PublicJwk } from '../jose/jwk.ts'
import { parsePublicJwk } from '../jose/jwk.ts'
import { isRedirectUri } from './redirect-uri.ts'

/** A client that somebody registered by hand, with the names of RFC 7591 §2. */
export interface RegisteredClient {
  readonly client_id: string
  readonly client_name?: string
  readonly token_endpoint_auth_method: 'attest_jwt_client_auth' | 'private_key_jwt'
  /** The keys of `private_key_jwt`; empty for the other method. */
  readonly keys: readonly P256PublicJwk[]
  readonly redirect_uris: readonly string[]
  /** `iss` that its attestations must have; any trusted wallet provider if left out. */
  readonly attester?: string
}

export type RegisteredClients = ReadonlyMap<string, RegisteredClient>

const publicKey = z.unknown().transform((value, context) => {
  try {
    return parsePublicJwk(value)
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message })
    return z.NEVER
  }
})

const clientSchema = z
  .object({
    client_id: z.string().regex(/^[\x20-\x7e]{1,500}$/, 'must be 1 to 500 printable characters'),
    client_name: z.string().min(1).max(200).optional(),
    token_endpoint_auth_method: z.enum(['attest_jwt_client_auth', 'private_key_jwt']),
    jwks: z.object({ keys: z.array(publicKey).min(1) }).optional(),
    redirect_uris: z
      .array(z.string().refine(isRedirectUri, 'must be an absolute address without fragment'))
      .min(1),
    attester: z.string().min(1).optional(),
  })
  .refine(
    ({ token_endpoint_auth_method: method, jwks }) => (method === 'private_key_jwt') === (jwks !== undefined),
    'jwks belongs to private_key_jwt, and to nothing else',
  )

/**
 * Reads the list of registered clients.
 *
 * @throws z.ZodError listing every fault of every client
 */
export function parseRegisteredClients(value: unknown): RegisteredClients {
  const clients = z
    .array(clientSchema)
    .refine((all) => new Set(all.map(({ client_id }) => client_id)).size === all.length, 'client_id must be unique')
    .parse(value)
  return new Map(
    clients.map(({ jwks, ...client }) => [client.client_id, { ...client, keys: jwks?.keys ?? [] } as RegisteredClient]),
  )
}
