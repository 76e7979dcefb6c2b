import type { Request } from 'express'
import { CheckFailed, firstWith, runChecks } from '../src/base/checks.ts'
import { ProtocolError } from '../src/base/errors.ts'
import { minutes } from '../src/base/time.ts'
import { singleHeader } from '../src/http/single-header.ts'
import { jwkThumbprint } from '../src/jose/jwk.ts'
import { parseCompactJws } from '../src/jose/jws.ts'
import {
  acceptClientAttestation, clientAttestationChecks, clientAttestationFault, decodeClientAttestation,
  type ClientAttestationErrorCode, type ClientAttestationSubject,
} from '../src/oauth/client-attestation-checks.ts'
import { clientAttestationHeader, clientAttestationPopHeader } from '../src/oauth/client-attestation.ts'
import type {
  AnonymousClient, AttestedInstance, AuthenticatedClient, KnownClient,
} from '../src/oauth/client-authentication.ts'
import {
  claimedClient, clientAssertionChecks, clientAssertionType, decodeClientAssertion,
} from '../src/oauth/private-key-jwt.ts'
import type { RegisteredClient } from '../src/oauth/registered-clients.ts'
import { refuseToken, type TokenParameters } from '../src/oauth/token-endpoint.ts'
import type { IssuerContext } from './context.ts'

/**
 * Who sent a request to the authorization server — RFC 6749 §2.3: by an attestation of its wallet provider, by a
 * `private_key_jwt`, or by nothing. Its proof is spent here, so this comes after everything that may ask for a retry.
 *
 * @throws ProtocolError<TokenErrorCode | ClientAttestationErrorCode> if it tries to authenticate and does not succeed
 */
export async function authenticateClient(
  context: IssuerContext,
  req: Request<Record<string, string>, unknown, TokenParameters>,
): Promise<AuthenticatedClient> {
  const parameters = req.body
  const attestation = singleHeader(req, clientAttestationHeader)
  const pop = singleHeader(req, clientAttestationPopHeader)
  const { client_assertion, client_assertion_type } = parameters
  const asserts = client_assertion !== undefined || client_assertion_type !== undefined
  const attests = attestation !== undefined || pop !== undefined
  if (singleHeader(req, 'Authorization') !== undefined || parameters['client_secret'] !== undefined) {
    throw refuseToken('invalid_client', 'Clients have no secrets here; see token_endpoint_auth_methods_supported')
  }
  if (asserts && attests) throw refuseToken('invalid_request', 'Authenticate in one way, not in two')
  if (asserts) return knownClient(context, parameters)
  return attests ? attestedInstance(context, { attestation, pop }, parameters) : anonymous(parameters)
}

/** The redirect URIs registered for a client; null for one that only its wallet provider vouches for. */
export const redirectUrisOf = (
  { clients }: Pick<IssuerContext, 'clients'>,
  { clientId }: Exclude<AuthenticatedClient, AnonymousClient>,
): readonly string[] | null => clients.get(clientId)?.redirect_uris ?? null

const anonymous = ({ client_id }: TokenParameters): AnonymousClient => ({
  method: 'none', clientId: client_id ?? null, instanceKey: null, name: undefined,
})

const refuseAttestation = (code: ClientAttestationErrorCode, description: string, cause?: unknown) =>
  new ProtocolError<ClientAttestationErrorCode>(code, description, { cause })

async function attestedInstance(
  context: IssuerContext,
  { attestation, pop }: { readonly attestation: string | undefined; readonly pop: string | undefined },
  parameters: TokenParameters,
): Promise<AttestedInstance> {
  if (attestation === undefined || pop === undefined) {
    throw refuseAttestation(
      'invalid_client_attestation', `Send ${clientAttestationHeader} and ${clientAttestationPopHeader}, both`,
    )
  }
  const subject = decodedAttestation(context, { attestation, pop })
  const report = await runChecks(subject, clientAttestationChecks, context.onBug)
  if (!report.accepted) {
    const { code, description } = clientAttestationFault(report)
    throw refuseAttestation(code, description)
  }
  const { clientId, instanceKey, walletName } = acceptClientAttestation(report, subject)
  confirmNamed(parameters, clientId)
  const registered = context.clients.get(clientId)
  confirmRegisteredFor('attest_jwt_client_auth', registered)
  const { iss } = subject.attestation.payload
  if (registered?.attester !== undefined && iss !== registered.attester) {
    throw refuseAttestation('invalid_client_attestation', 'This client is registered with another attester')
  }
  const name = registered?.client_name ?? walletName
  return { method: 'attest_jwt_client_auth', clientId, instanceKey: jwkThumbprint(instanceKey), name }
}

function decodedAttestation(
  { config, clock, records, attesters, attestationChallenges }: IssuerContext,
  texts: { readonly attestation: string; readonly pop: string },
): ClientAttestationSubject {
  const now = clock.now()
  try {
    return decodeClientAttestation(texts, {
      authorizationServer: config.credentialIssuer,
      now,
      skew: minutes(1),
      challenge:
        config.authorization.challenges === 'offered' && parseCompactJws(texts.pop).payload['challenge'] === undefined
          ? 'none-issued'
          : async (challenge) => attestationChallenges.accepts(challenge, now),
      trusted: (x5c) => attesters.clientAttestation(x5c, now),
      notRevoked: (status) => attesters.notRevoked(status, now),
      claimPop: (key, expiresAt) => records.authorization.usedAttestationProofs.claim(key, expiresAt),
    })
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error
    throw refuseAttestation('invalid_client_attestation', `The client attestation is ${error.message}`, error)
  }
}

async function knownClient(
  { config, clients, clock, records, onBug }: IssuerContext,
  parameters: TokenParameters,
): Promise<KnownClient> {
  const { client_assertion: text, client_assertion_type } = parameters
  if (client_assertion_type !== clientAssertionType || text === undefined) {
    throw refuseToken('invalid_client', `Send client_assertion with client_assertion_type ${clientAssertionType}`)
  }
  try {
    const clientId = claimedClient(text)
    confirmNamed(parameters, clientId)
    const registered = clients.get(clientId)
    if (!registered) throw refuseToken('invalid_client', 'No such client is registered here')
    confirmRegisteredFor('private_key_jwt', registered)
    const subject = decodeClientAssertion(text, {
      clientId,
      keys: registered.keys,
      audience: config.credentialIssuer,
      now: clock.now(),
      usedAssertions: records.authorization.usedClientAssertions,
    })
    const report = await runChecks(subject, clientAssertionChecks, onBug)
    if (!report.accepted) {
      const fault = firstWith(report, 'failed', 'indeterminate')?.outcome.detail ?? 'no check ran'
      throw refuseToken('invalid_client', `The client assertion does not hold: ${fault}`)
    }
    return { method: 'private_key_jwt', clientId, instanceKey: null, name: registered.client_name }
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error
    throw refuseToken('invalid_client', `The client assertion is refused: ${error.message}`, error)
  }
}

/** RFC 6749 §3.2.1: whoever also sends `client_id` names itself. */
function confirmNamed({ client_id }: TokenParameters, clientId: string): void {
  if (client_id === undefined || client_id === clientId) return
  throw refuseToken('invalid_client', 'client_id is another client than the one that authenticated')
}

function confirmRegisteredFor(
  method: RegisteredClient['token_endpoint_auth_method'],
  registered: RegisteredClient | undefined,
): void {
  if (registered === undefined || registered.token_endpoint_auth_method === method) return
  throw refuseToken('invalid_client', `This client is registered for ${registered.token_endpoint_auth_method}`)
}
