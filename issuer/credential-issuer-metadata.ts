import { days } from '../src/base/time.ts'
import type { JsonObject } from '../src/base/json.ts'
import type { EncryptionJwk } from '../src/jose/jwe.ts'
import type { CredentialReusePolicy } from '../src/openid4vci/credential-issuer-metadata.ts'
import {
  makeCredentialIssuerMetadata, makeSdJwtVcConfiguration, type PublishedMetadata,
} from '../src/openid4vci/make-credential-issuer-metadata.ts'
import type { IssuerConfig } from './config.ts'
import type { IssuedConfiguration, IssuedConfigurations } from './configurations.ts'
import { limits } from './limits.ts'

/** Everything a wallet is told of this issuer; what is said in languages is said in all of them. */
export const credentialIssuerMetadata = (
  config: IssuerConfig,
  configurations: IssuedConfigurations,
  requestEncryption: EncryptionJwk,
): PublishedMetadata =>
  makeCredentialIssuerMetadata({
    credentialIssuer: config.credentialIssuer,
    names: config.organisation.name,
    configurations: Object.fromEntries([...configurations].map(([id, it]) => [id, configurationOf(config, it)])),
    batchSize: limits.batchSize,
    requestEncryption,
    issuerInfo: [{ format: 'registrar_dataset', data: registrarDataset(config, configurations) }],
  })

const configurationOf = ({ credential }: IssuerConfig, issued: IssuedConfiguration) =>
  makeSdJwtVcConfiguration({
    scope: issued.scope,
    vct: issued.vct,
    names: issued.names,
    descriptions: credential.description,
    colours: credential.colours,
    claims: credential.claims.map(({ path, mandatory, label }) => ({ path, mandatory, names: label })),
    keyAttestationsRequired: issued.keyAttestationsRequired,
    reusePolicy,
  })

/** ETSI TS 119 472-3 V1.1.1: each copy is shown once, and when few are left, or little time, new ones are fetched. */
const reusePolicy: CredentialReusePolicy = {
  id: 'arf_annex_ii',
  options: [
    {
      details: ['once_only'],
      batch_size: limits.batchSize,
      reissue_trigger_unused: 3,
      reissue_trigger_lifetime_left: days(14),
    },
  ],
}

/** ETSI TS 119 472-3 V1.1.1, `registrar_dataset`: what the register of the jurisdiction says of this issuer. */
function registrarDataset(
  { organisation, jurisdiction }: IssuerConfig,
  configurations: IssuedConfigurations,
): JsonObject {
  const types = new Set([...configurations.values()].map(({ vct }) => vct))
  return {
    identifier: organisation.organizationIdentifier,
    srvDescription: [organisation.serviceNames.map(({ lang, value }) => ({ lang, value }))],
    registryURI: new URL('register', jurisdiction.trustList.operator.website).href,
    providesAttestations: [...types].map((vct) => ({ format: 'dc+sd-jwt', meta: { vct_values: [vct] } })),
  }
}
