import type { RequestHandler } from 'express'
import { z } from 'zod'
import { jwkThumbprint, type P256PublicJwk } from '../../jose/jwk.ts'
import type { WalletProviderContext } from '../context.ts'
import { refuse } from '../errors.ts'
import { activeInstance } from '../instances.ts'
import { attestKeys } from '../key-attestation.ts'
import { limits } from '../limits.ts'
import { provenKeys } from '../proven-keys.ts'
import { parseRequest, text } from './request.ts'

const wish = z.object({
  challenge: text,
  instance_proof: text,
  proofs: z
    .tuple([text], text)
    .refine(({ length }) => length <= limits.keysPerAttestation, `must be at most ${limits.keysPerAttestation}`),
  nonce: text.optional(),
})

/** Lab: one key attestation for the keys of all `proofs`, in their order. */
export const keyAttestations =
  (context: WalletProviderContext): RequestHandler =>
  async (req, res) => {
    const { challenge, instance_proof, proofs, nonce } = parseRequest(wish, req.body)
    const [instanceKey, first, ...more] = await provenKeys(context, challenge, [instance_proof, ...proofs] as const)
    await activeInstance(context.records, instanceKey)
    const keys = distinct([first, ...more])
    const { jwt, expiresAt } = await attestKeys(context, keys, nonce)
    context.log.info('keys_attested', { keys: keys.length })
    res.status(201).set('Cache-Control', 'no-store').json({ key_attestation: jwt, expires_at: expiresAt })
  }

function distinct(keys: readonly [P256PublicJwk, ...P256PublicJwk[]]): readonly [P256PublicJwk, ...P256PublicJwk[]] {
  if (new Set(keys.map(jwkThumbprint)).size === keys.length) return keys
  throw refuse('invalid_proof', 'Two proofs are of the same key; each key is attested once')
}
