import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { ProtocolError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import { parseJsonText } from '../http/json-text.ts'

/** RFC 9396 §2.1: the one type of details that a credential issuer knows. */
export const openidCredential = 'openid_credential'

const detailsSchema = z
  .array(
    z.object({
      type: z.literal(openidCredential, { error: `type must be ${openidCredential}` }),
      credential_configuration_id: z.string().min(1).max(500),
      locations: z.array(z.string()).min(1).optional(),
    }),
  )
  .min(1)
  .max(20)

/**
 * Reads what is asked for in detail — OpenID4VCI 1.0 "Using Authorization Details Parameter". Unknown members, among
 * them wishes about single claims, are ignored: a credential is issued whole.
 *
 * @param text the parameter `authorization_details` as it came
 * @returns the credential configurations, each once, in the order of the request
 * @throws ProtocolError `invalid_authorization_details` — RFC 9396 §5
 */
export function parseAuthorizationDetails(
  text: string,
  { credentialIssuer, isKnown }: {
    readonly credentialIssuer: string
    readonly isKnown: (credentialConfigurationId: string) => boolean
  },
): readonly [string, ...string[]] {
  const parsed = detailsSchema.safeParse(jsonOf(text))
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
    throw refuse(`authorization_details is refused: ${faults.slice(0, 300)}`, parsed.error)
  }
  for (const { locations, credential_configuration_id } of parsed.data) {
    if (locations && !locations.includes(credentialIssuer)) throw refuse('locations names another credential issuer')
    if (!isKnown(credential_configuration_id)) {
      throw refuse('There is no such credential configuration; see the metadata')
    }
  }
  const [first, ...more] = new Set(parsed.data.map((detail) => detail.credential_configuration_id))
  return [first!, ...more]
}

const refuse = (description: string, cause?: unknown) =>
  new ProtocolError<'invalid_authorization_details'>('invalid_authorization_details', description, { cause })

function jsonOf(text: string): unknown {
  try {
    return parseJsonText(text)
  } catch (error) {
    throw refuse('authorization_details is not JSON', error)
  }
}

/**
 * The wallet's half: asks for credentials in detail.
 *
 * @param location the Credential Issuer Identifier, to be named where the metadata lists `authorization_servers`
 */
export const makeAuthorizationDetails = (
  credentialConfigurationIds: readonly string[],
  location: string | undefined,
): string =>
  JSON.stringify(
    credentialConfigurationIds.map((credential_configuration_id) => ({
      type: openidCredential,
      credential_configuration_id,
      ...(location !== undefined && { locations: [location] }),
    })),
  )

/** What was granted, for the token response — OpenID4VCI 1.0 "Successful Token Response". */
export const makeGrantedDetails = (
  credentialIdentifiers: Readonly<Record<string, string>>,
): readonly JsonObject[] => {
  const configurations = [...new Set(Object.values(credentialIdentifiers))]
  return configurations.map((credential_configuration_id) => ({
    type: openidCredential,
    credential_configuration_id,
    credential_identifiers: Object.keys(credentialIdentifiers).filter(
      (identifier) => credentialIdentifiers[identifier] === credential_configuration_id,
    ),
  }))
}

const grantedSchema = z.object({
  credential_configuration_id: z.string().min(1),
  credential_identifiers: z.tuple([z.string().min(1)], z.string().min(1)),
})

export interface GrantedCredential {
  readonly credentialConfigurationId: string
  readonly credentialIdentifiers: readonly [string, ...string[]]
}

/**
 * The wallet's half: what a token response grants in detail. Details of other types are passed over.
 *
 * @throws CheckFailed if a detail of this type has no identifiers
 */
export const processGrantedDetails = (details: readonly JsonObject[]): readonly GrantedCredential[] =>
  details
    .filter(({ type }) => type === openidCredential)
    .map((detail) => {
      const parsed = grantedSchema.safeParse(detail)
      if (!parsed.success) {
        throw new CheckFailed('authorization_details of the answer has no credential_identifiers', {}, parsed.error)
      }
      const { credential_configuration_id, credential_identifiers } = parsed.data
      return { credentialConfigurationId: credential_configuration_id, credentialIdentifiers: credential_identifiers }
    })
