import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { seconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import { parseJsonDocument } from '../oauth/error-response.ts'

export const preAuthorizedCodeGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

/** OpenID4VCI 1.0 "Credential Offer Parameters". An offer is unsigned: nothing in it is believed unchecked. */
export interface CredentialOffer {
  readonly credential_issuer: string
  readonly credential_configuration_ids: readonly [string, ...string[]]
  readonly grants?: {
    readonly authorization_code?: { readonly issuer_state?: string; readonly authorization_server?: string }
    readonly [preAuthorizedCodeGrant]?: PreAuthorizedCodeOffer
  }
}

export interface PreAuthorizedCodeOffer {
  readonly 'pre-authorized_code': string
  /** Present, even if empty, when the holder has to type a transaction code that came by another way. */
  readonly tx_code?: TransactionCodeHint
  readonly authorization_server?: string
}

export interface TransactionCodeHint {
  readonly input_mode?: 'numeric' | 'text'
  readonly length?: number
  readonly description?: string
}

/** An issuer identifier is an address without query and fragment. Whether http is tolerated is the fetcher's matter. */
export const issuerIdentifier = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((text) => !/[?#]/.test(text), 'must have neither query nor fragment')
  .refine((text) => !URL.canParse(text) || new URL(text).username === '', 'must not name a user')

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length

const credentialOfferSchema = z.object({
  credential_issuer: issuerIdentifier,
  credential_configuration_ids: z
    .tuple([z.string().min(1)], z.string().min(1))
    .refine(unique, 'must not name a configuration twice'),
  grants: z
    .object({
      authorization_code: z
        .object({ issuer_state: z.string().optional(), authorization_server: issuerIdentifier.optional() })
        .optional(),
      [preAuthorizedCodeGrant]: z
        .object({
          'pre-authorized_code': z.string().min(1),
          tx_code: z
            .object({
              input_mode: z.enum(['numeric', 'text']).optional(),
              length: z.number().int().positive().optional(),
              description: z.string().max(300).optional(),
            })
            .optional(),
          authorization_server: issuerIdentifier.optional(),
        })
        .optional(),
    })
    .optional(),
})

/** Unknown members and grants are left out. @throws CheckFailed with every fault and its path */
export function parseCredentialOffer(value: unknown): CredentialOffer {
  const parsed = credentialOfferSchema.safeParse(value)
  if (parsed.success) return parsed.data as CredentialOffer
  throw new CheckFailed(`not a credential offer: ${z.prettifyError(parsed.error)}`, {}, parsed.error)
}

export const makePreAuthorizedOffer = ({ credentialIssuer, configurationIds, code, txCode }: {
  readonly credentialIssuer: string
  readonly configurationIds: readonly [string, ...string[]]
  readonly code: string
  readonly txCode: TransactionCodeHint | undefined
}): CredentialOffer => ({
  credential_issuer: credentialIssuer,
  credential_configuration_ids: configurationIds,
  grants: { [preAuthorizedCodeGrant]: { 'pre-authorized_code': code, ...(txCode && { tx_code: txCode }) } },
})

/** The holder logs in with the issuer's authorization server; `issuer_state` tells it which offer that is about. */
export const makeAuthorizationCodeOffer = ({ credentialIssuer, configurationIds, issuerState }: {
  readonly credentialIssuer: string
  readonly configurationIds: readonly [string, ...string[]]
  readonly issuerState: string
}): CredentialOffer => ({
  credential_issuer: credentialIssuer,
  credential_configuration_ids: configurationIds,
  grants: { authorization_code: { issuer_state: issuerState } },
})

/** Where an offer lies: in the link itself, or at an address of the issuer. */
export type OfferReference =
  | { readonly by: 'value'; readonly offer: CredentialOffer }
  | { readonly by: 'reference'; readonly uri: string }

export const offerScheme = 'openid-credential-offer://'

/** By which a link reaches a wallet that nobody named: OpenID4VCI 1.0, HAIP 1.0, ETSI TS 119 472-3 V1.1.1. */
export const offerSchemes = [offerScheme, 'haip-vci://', 'eu-eaa-offer://'] as const

/**
 * The link that hands an offer to a wallet — "Sending Credential Offer by Value" and "… by Reference".
 *
 * @param walletEndpoint {@link offerScheme}, or the `credential_offer_endpoint` of one wallet
 */
export function makeOfferLink(walletEndpoint: string, reference: OfferReference): string {
  const [name, value] =
    reference.by === 'value'
      ? ['credential_offer', JSON.stringify(reference.offer)]
      : ['credential_offer_uri', reference.uri]
  return `${walletEndpoint}${walletEndpoint.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`
}

/**
 * Reads a link of any scheme, or only its query: exactly one of `credential_offer` and `credential_offer_uri`, once.
 *
 * @throws CheckFailed saying what is wrong with the link
 */
export function parseOfferLink(link: string): OfferReference {
  const parameters = new URLSearchParams(link.slice(link.indexOf('?') + 1).replace(/#.*$/, ''))
  const values = parameters.getAll('credential_offer')
  const references = parameters.getAll('credential_offer_uri')
  if (values.length + references.length !== 1) {
    throw new CheckFailed('an offer link has exactly one of credential_offer and credential_offer_uri, once')
  }
  const [uri] = references
  if (uri === undefined) return { by: 'value', offer: parseCredentialOffer(jsonOf(values[0]!)) }
  if (!URL.canParse(uri) || !/^https?:$/.test(new URL(uri).protocol)) {
    throw new CheckFailed('credential_offer_uri is no address')
  }
  return { by: 'reference', uri }
}

export const credentialOfferRequest = (uri: string): OutboundRequest => ({
  url: uri,
  accept: 'application/json',
  maxBytes: 50_000,
  timeout: seconds(10),
})

/** @throws RequestRefused or CheckFailed */
export const processCredentialOfferResponse = (document: FetchedDocument): CredentialOffer =>
  parseCredentialOffer(parseJsonDocument(document, 'credential offer'))

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CheckFailed('credential_offer is not JSON', {}, error)
  }
}
