import type { Request } from 'express'
import { singleHeader } from '../src/http/single-header.ts'
import { authorizeRequest } from '../src/oauth/protected-resource.ts'
import type { IssuerContext } from './context.ts'
import type { CredentialGrant } from './records.ts'

/**
 * What a request to a protected endpoint may do — RFC 9449 §7, §9.
 *
 * @param url the public address of the endpoint, as published in the metadata
 * @throws ProtocolError<ResourceErrorCode> with the `WWW-Authenticate` challenge
 */
export const authorizedGrant = (
  { records, dpopNonces, clock, onBug }: IssuerContext,
  req: Request,
  url: string,
): Promise<CredentialGrant> =>
  authorizeRequest(
    {
      authorization: singleHeader(req, 'Authorization'),
      dpopProof: singleHeader(req, 'DPoP'),
      method: req.method,
      url,
      now: clock.now(),
      nonces: dpopNonces,
      usedProofs: records.usedDpopProofs,
    },
    { accessTokens: records.accessTokens, revokedGrants: records.authorization.revokedGrants },
    onBug,
  )
