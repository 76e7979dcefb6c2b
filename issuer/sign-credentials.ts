import { token } from '../src/base/random.ts'
import { after, epochSeconds, hours, type EpochSeconds } from '../src/base/time.ts'
import type { P256PublicJwk } from '../src/jose/jwk.ts'
import { alwaysDisclosed, disclosablePaths } from '../src/jurisdictions/credential-profile.ts'
import {
  makeCredentialResponse, refuseCredential, type CredentialResponse,
} from '../src/openid4vci/credential-response.ts'
import { issueSdJwtVc } from '../src/sd-jwt/issue-sd-jwt-vc.ts'
import type { IssuedConfiguration } from './configurations.ts'
import type { IssuerContext } from './context.ts'
import { confirmNothingDenied, datasetOf, type Dataset } from './datasets.ts'
import type { HolderKeys } from './issuance-records.ts'
import { recordCredential } from './issued-credentials.ts'
import type { CredentialGrant } from './records.ts'
import { reserveStatus, statusListUri } from './status-lists.ts'

/** What is attested of a person, looked up before each issuance. @throws ProtocolError `credential_request_denied` */
export function issuableDataset({ config, log }: IssuerContext, subject: string): Dataset {
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

export interface Issuance {
  readonly dataset: Dataset
  readonly configuration: IssuedConfiguration
  readonly keys: HolderKeys
}

/**
 * One credential for each key, all of the same dataset — OpenID4VCI 1.0 "Credential Response". The copies share nothing
 * by which verifiers could link them: salts, digests, status indices and keys differ, times are those of everybody.
 */
export async function issueCredentials(
  context: IssuerContext,
  { grant_id }: CredentialGrant,
  { dataset, configuration, keys }: Issuance,
): Promise<CredentialResponse> {
  const { records, random } = context
  const issue = (holderKey: P256PublicJwk) => issueCredential(context, { dataset, configuration, holderKey })
  const [first, ...more] = await Promise.all(keys.map(issue))
  const copies = [first!, ...more] as const

  const notificationId = token(random, 'notif_')
  const credentials = copies.map(({ id }) => id)
  await records.notifications.put(notificationId, { grantId: grant_id, credentials, events: [] })
  return makeCredentialResponse([first!.credential, ...more.map(({ credential }) => credential)], notificationId)
}

async function issueCredential(
  { config, clock, random, records, credentialKey }: IssuerContext,
  { dataset, configuration, holderKey }: {
    readonly dataset: Dataset
    readonly configuration: IssuedConfiguration
    readonly holderKey: P256PublicJwk
  },
): Promise<{ readonly id: string; readonly credential: string }> {
  const { credential: profile, credentialIssuer } = config
  const now = clock.now()
  const issuedAt = startOfHour(now)
  const expiresAt = after(issuedAt, profile.validFor)
  const status = await reserveStatus(records, random)
  const credential = await issueSdJwtVc({
    key: credentialKey,
    claims: {
      ...dataset.claims,
      iss: credentialIssuer,
      vct: configuration.vct,
      ...(configuration.typeMetadata && { 'vct#integrity': configuration.typeMetadata.integrity }),
      iat: issuedAt,
      nbf: issuedAt,
      exp: expiresAt,
      status: { status_list: { idx: status.index, uri: statusListUri(credentialIssuer, status.list) } },
    },
    always: alwaysDisclosed(profile),
    disclosable: disclosablePaths(profile),
    holderKey,
    random,
    decoys: 3,
  })
  const id = await recordCredential(records, {
    credentialConfigurationId: configuration.id, subject: dataset.person.id, issuedAt: now, expiresAt, status, random,
  })
  return { id, credential }
}

/** Times of credentials are rounded, so that the copies of one holder cannot be told from everybody else's. */
const startOfHour = (time: EpochSeconds): EpochSeconds => epochSeconds(time - (time % hours(1)))
