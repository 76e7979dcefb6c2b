import { accessRefused } from '../src/oauth/www-authenticate.ts'
import type { ResponseEncryption } from '../src/openid4vci/credential-encryption.ts'
import { parseCredentialRequest, type RequestedCredential } from '../src/openid4vci/credential-request.ts'
import {
  refuseCredential, type CredentialResponse, type DeferredCredentialResponse,
} from '../src/openid4vci/credential-response.ts'
import type { IssuedConfiguration } from './configurations.ts'
import type { IssuerContext } from './context.ts'
import { deferIssuance } from './deferral.ts'
import { provenKeys, spendNonces } from './proven-keys.ts'
import type { CredentialGrant } from './records.ts'
import { issuableDataset, issueCredentials } from './sign-credentials.ts'

/** A message of a wallet after its transport encoding was undone. */
export interface WalletMessage {
  readonly body: unknown
  readonly encrypted: boolean
}

export interface IssuanceAnswer {
  readonly response: CredentialResponse | DeferredCredentialResponse
  /** How the wallet wants the answer. */
  readonly encryption: ResponseEncryption | undefined
}

/**
 * From an authorized Credential Request to its response — OpenID4VCI 1.0 "Credential Endpoint". The challenge is spent
 * only when everything else is right, so an attempt that fails loses nothing.
 *
 * @param grant what the access token allows
 * @throws ProtocolError<CredentialErrorCode>, or `insufficient_scope` if the token is for another configuration
 */
export async function answerCredentialRequest(
  context: IssuerContext,
  grant: CredentialGrant,
  { body, encrypted }: WalletMessage,
): Promise<IssuanceAnswer> {
  const { requested, proofs, responseEncryption: encryption } = parseCredentialRequest(body, { encrypted })
  const configuration = grantedConfiguration(context, grant, requested)
  const { keys, nonces } = await provenKeys(context, grant, configuration, proofs)
  const dataset = issuableDataset(context, grant.subject)
  await spendNonces(context, nonces)

  const mode = grant.review ? 'review' : context.config.issuanceMode
  if (mode === 'immediate') {
    return { response: await issueCredentials(context, grant, { dataset, configuration, keys }), encryption }
  }
  const response = await deferIssuance(context, grant, { configuration, keys, ready: mode === 'deferred' })
  return { response, encryption }
}

/** A configuration that does not exist is told from one that this token is not for. */
function grantedConfiguration(
  { configurations }: IssuerContext,
  { credentialConfigurationIds, credentialIdentifiers }: CredentialGrant,
  { by, id }: RequestedCredential,
): IssuedConfiguration {
  if (by === 'credential_identifier') {
    const known = credentialIdentifiers !== null && Object.hasOwn(credentialIdentifiers, id)
    const configuration = known ? configurations.get(credentialIdentifiers[id]!) : undefined
    if (configuration) return configuration
    throw refuseCredential(
      'unknown_credential_identifier', 'The token response has no such credential identifier for this access token',
    )
  }
  const configuration = configurations.get(id)
  if (!configuration) {
    throw refuseCredential(
      'unknown_credential_configuration', 'This issuer has no such credential configuration; see its metadata',
    )
  }
  if (credentialIdentifiers && Object.values(credentialIdentifiers).includes(id)) {
    throw refuseCredential('invalid_credential_request', 'Use the credential_identifier of the token response')
  }
  if (!credentialConfigurationIds.includes(id)) {
    throw accessRefused('insufficient_scope', 'The access token is for another credential configuration')
  }
  return configuration
}
