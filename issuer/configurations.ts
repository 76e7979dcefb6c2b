import type { Localized } from '../src/base/localized.ts'
import { attackPotentialResistance, type KeyAttestationsRequired } from '../src/openid4vci/key-attestation.ts'
import { integrityOf, makeTypeMetadata } from '../src/sd-jwt/type-metadata.ts'
import type { IssuerConfig } from './config.ts'
import { variantName } from './configuration-words.ts'

/** One entry of `credential_configurations_supported`: the same data each time, differently bound or typed. */
export interface IssuedConfiguration {
  readonly id: string
  readonly scope: string
  readonly vct: string
  readonly names: Localized
  /** undefined: a key proof alone is enough. */
  readonly keyAttestationsRequired: KeyAttestationsRequired | undefined
  /** The document that defines the type, where the type is ours to define; its integrity goes into each credential. */
  readonly typeMetadata: TypeMetadataDocument | undefined
}

export interface TypeMetadataDocument {
  /** Exactly what is served: the integrity is over these bytes. */
  readonly text: string
  readonly integrity: string
}

export type IssuedConfigurations = ReadonlyMap<string, IssuedConfiguration>

/**
 * What this issuer issues: the profile's credential; the same for keys that a wallet provider attests; the same under a
 * type that is an address, so that any wallet finds its metadata.
 */
export function configurationsOf(config: IssuerConfig): IssuedConfigurations {
  const { credentialIssuer, credential: { configurationId, name, vct } } = config
  const attested = `${configurationId}_key_attested`
  const described = `${configurationId}_described`
  const describedVct = typeMetadataUrl(credentialIssuer, described)
  const configurations: readonly Omit<IssuedConfiguration, 'scope'>[] = [
    { id: configurationId, vct, names: name, keyAttestationsRequired: undefined, typeMetadata: ownType(config, vct) },
    {
      id: attested,
      vct,
      names: variantName(name, 'keyAttested'),
      keyAttestationsRequired: { key_storage: attackPotentialResistance },
      typeMetadata: ownType(config, vct),
    },
    {
      id: described,
      vct: describedVct,
      names: variantName(name, 'described'),
      keyAttestationsRequired: undefined,
      typeMetadata: typeMetadataOf(config, describedVct),
    },
  ]
  return new Map(configurations.map((it) => [it.id, { ...it, scope: it.id }]))
}

const typeMetadataUrl = (credentialIssuer: string, id: string): string => `${credentialIssuer}/type-metadata/${id}`

/** Types of the lab's own namespace; what a public type means is said by its owner alone. */
const ownType = (config: IssuerConfig, vct: string): TypeMetadataDocument | undefined =>
  vct.startsWith('urn:lab:') ? typeMetadataOf(config, vct) : undefined

function typeMetadataOf({ credential }: IssuerConfig, vct: string): TypeMetadataDocument {
  const { name, description, claims } = credential
  const text = JSON.stringify(makeTypeMetadata({ vct, names: name, descriptions: description, claims }))
  return { text, integrity: integrityOf(text) }
}
