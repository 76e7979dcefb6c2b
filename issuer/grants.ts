import { anonymousClient, type ClientAuthentication } from '../src/oauth/client-authentication.ts'
import type { TokenParameters } from '../src/oauth/token-endpoint.ts'
import { preAuthorizedCodeGrant } from '../src/openid4vci/credential-offer.ts'
import { parsePreAuthorizedCodeTokenRequest, redeemPreAuthorizedCode } from '../src/openid4vci/pre-authorized-code.ts'
import type { CredentialGrant, IssuerRecords } from './records.ts'

type Redeemed = Pick<CredentialGrant, 'subject' | 'credentialConfigurationIds'>

/** One way to an access token: who may use it, and what it is exchanged for. */
export interface TokenGrant {
  readonly authenticateClient: ClientAuthentication
  /** @throws ProtocolError<TokenErrorCode> */
  readonly redeem: (parameters: TokenParameters) => Promise<Redeemed>
}

/** By `grant_type`. Another grant is another file and a line here. */
export type TokenGrants = ReadonlyMap<string, TokenGrant>

export const tokenGrants = (records: IssuerRecords): TokenGrants =>
  new Map([[preAuthorizedCodeGrant, preAuthorizedCode(records)]])

const preAuthorizedCode = ({ preAuthorizedCodes }: IssuerRecords): TokenGrant => ({
  authenticateClient: anonymousClient,
  redeem: (parameters) => redeemPreAuthorizedCode(preAuthorizedCodes, parsePreAuthorizedCodeTokenRequest(parameters)),
})
