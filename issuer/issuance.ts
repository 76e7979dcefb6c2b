import { CheckFailed } from '../src/base/checks.ts'
import { after, epochSeconds, hours, type EpochSeconds } from '../src/base/time.ts'
import type { P256PublicJwk } from '../src/jose/jwk.ts'
import { alwaysDisclosed, disclosablePaths } from '../src/jurisdictions/credential-profile.ts'
import { accessRefused } from '../src/oauth/www-authenticate.ts'
import {
  parseCredentialRequest, type CredentialRequest, type RequestedCredential,
} from '../src/openid4vci/credential-request.ts'
import {
  makeCredentialResponse, refuseCredential, type CredentialResponse,
} from '../src/openid4vci/credential-response.ts'
import { decodeKeyProof, keyProofFault, verifyKeyProof, type ProvenKey } from '../src/openid4vci/key-proof.ts'
import { issueSdJwtVc } from '../src/sd-jwt/issue-sd-jwt-vc.ts'
import type { IssuerContext } from './context.ts'
import { confirmNothingDenied, datasetOf, type Dataset } from './datasets.ts'
import { recordCredential } from './issued-credentials.ts'
import { limits } from './limits.ts'
import type { CredentialGrant } from './records.ts'
import { reserveStatus, statusListUri } from './status-lists.ts'

/**
 * From an authorized Credential Request to its response — OpenID4VCI 1.0 "Credential Endpoint". The challenge is spent
 * only when everything else is right, so an attempt that fails loses nothing.
 *
 * @param grant what the access token allows
 * @throws ProtocolError<CredentialErrorCode>, or `insufficient_scope` if the token is for another configuration
 */
export async function issueCredentials(
  context: IssuerContext,
  grant: CredentialGrant,
  body: unknown,
): Promise<CredentialResponse> {
  const request = parseCredentialRequest(body)
  const credentialConfigurationId = grantedConfiguration(context, grant, request.requested)
  const keys = await provenKeys(context, grant, request.proofs)
  const dataset = issuableDataset(context, grant.subject)
  await spendNonce(context, keys)

  const [first, ...more] = keys
  const issue = ({ holderKey }: ProvenKey) =>
    issueCredential(context, { dataset, credentialConfigurationId, holderKey })
  return makeCredentialResponse([await issue(first), ...(await Promise.all(more.map(issue)))])
}

function grantedConfiguration(
  { metadata }: IssuerContext,
  grant: CredentialGrant,
  { by, id }: RequestedCredential,
): string {
  if (by === 'credential_identifier') {
    throw refuseCredential(
      'unknown_credential_identifier', 'No credential_identifiers were handed out; use credential_configuration_id',
    )
  }
  if (!Object.hasOwn(metadata.credential_configurations_supported, id)) {
    throw refuseCredential(
      'unknown_credential_configuration', 'This issuer has no such credential configuration; see its metadata',
    )
  }
  if (!grant.credentialConfigurationIds.includes(id)) {
    throw accessRefused('insufficient_scope', 'The access token is for another credential configuration')
  }
  return id
}

type ProvenKeys = readonly [ProvenKey, ...ProvenKey[]]

async function provenKeys(
  context: IssuerContext,
  grant: CredentialGrant,
  { jwts }: CredentialRequest['proofs'],
): Promise<ProvenKeys> {
  if (jwts.length > limits.proofsPerRequest) {
    throw refuseCredential('invalid_proof', `Send at most ${limits.proofsPerRequest} proof; batches are not offered`)
  }
  const [first, ...more] = jwts
  const prove = (jwt: string) => provenKey(context, grant, jwt)
  return [await prove(first), ...(await Promise.all(more.map(prove)))]
}

async function provenKey(
  { config, clock, records, onBug }: IssuerContext,
  { client_id }: CredentialGrant,
  jwt: string,
): Promise<ProvenKey> {
  const expected = { audience: config.credentialIssuer, clientId: client_id, now: clock.now(), nonces: records.nonces }
  try {
    const verdict = await verifyKeyProof(decodeKeyProof(jwt, expected), onBug)
    if (verdict.accepted) return verdict.value
    const { code, description } = keyProofFault(verdict)
    throw refuseCredential(code, description)
  } catch (error) {
    if (error instanceof CheckFailed) {
      throw refuseCredential('invalid_proof', `The key proof is ${error.message}`, error)
    }
    throw error
  }
}

/** All proofs of one request are made for the same challenge; of two requests with it, one gets it. */
async function spendNonce({ records }: IssuerContext, keys: ProvenKeys): Promise<void> {
  const [{ nonce }] = keys
  const same = keys.every((key) => key.nonce === nonce)
  if (!same || !(await records.nonces.take(nonce))) {
    throw refuseCredential('invalid_nonce', 'The nonce was just used; take a new c_nonce from the nonce endpoint')
  }
}

function issuableDataset({ config, log }: IssuerContext, subject: string): Dataset {
  const { jurisdiction, kind, credential } = config
  const dataset = datasetOf(jurisdiction, kind, subject)
  if (!dataset) throw refuseCredential('credential_request_denied', 'The data of this credential is no longer held')
  try {
    confirmNothingDenied(credential, [dataset.claims])
  } catch (error) {
    log.error('denied_claim_in_dataset', error, { configuration: credential.configurationId })
    throw refuseCredential('credential_request_denied', 'This credential cannot be issued', error)
  }
  return dataset
}

async function issueCredential(
  { config, clock, random, records, credentialKey }: IssuerContext,
  { dataset, credentialConfigurationId, holderKey }: {
    readonly dataset: Dataset
    readonly credentialConfigurationId: string
    readonly holderKey: P256PublicJwk
  },
): Promise<string> {
  const { credential, credentialIssuer } = config
  const now = clock.now()
  const issuedAt = startOfHour(now)
  const expiresAt = after(issuedAt, credential.validFor)
  const status = await reserveStatus(records, random)
  const claims = {
    ...dataset.claims,
    iss: credentialIssuer,
    vct: credential.vct,
    iat: issuedAt,
    nbf: issuedAt,
    exp: expiresAt,
    status: { status_list: { idx: status.index, uri: statusListUri(credentialIssuer, status.list) } },
  }
  const signed = await issueSdJwtVc({
    key: credentialKey,
    claims,
    always: alwaysDisclosed(credential),
    disclosable: disclosablePaths(credential),
    holderKey,
    random,
    decoys: 3,
  })
  const subject = dataset.person.id
  await recordCredential(records, { credentialConfigurationId, subject, issuedAt: now, expiresAt, status, random })
  return signed
}

/** Times of credentials are rounded, so that the copies of one holder cannot be told from everybody else's. */
const startOfHour = (time: EpochSeconds): EpochSeconds => epochSeconds(time - (time % hours(1)))
