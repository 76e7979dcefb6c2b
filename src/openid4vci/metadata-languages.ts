import type { CredentialIssuerMetadata } from './credential-issuer-metadata.ts'

/**
 * The languages of an `Accept-Language` header (RFC 9110 §12.5.4) among those there are, in the order of `available`.
 * All of them where the header is absent, takes any language, or names none that there is.
 */
export function requestedLanguages<Language extends string>(
  acceptLanguage: string | undefined,
  available: readonly Language[],
): readonly Language[] {
  const wishes = (acceptLanguage ?? '*').split(',').map(languageRange)
  const wanted = wishes.filter(({ weight }) => weight > 0)
  if (wanted.some(({ range }) => range === '*')) return available
  const chosen = available.filter((language) => wanted.some(({ range }) => range.split('-')[0] === language))
  return chosen.length === 0 ? available : chosen
}

function languageRange(text: string): { readonly range: string; readonly weight: number } {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  return { range, weight: weight === undefined ? 1 : Number(weight.slice(2)) }
}

/** The metadata with display data in these languages alone — OpenID4VCI 1.0 "Credential Issuer Metadata Retrieval". */
export function metadataInLanguages(
  metadata: CredentialIssuerMetadata,
  languages: readonly string[],
): CredentialIssuerMetadata {
  const chosen = <Entry extends { readonly locale?: string }>(entries: readonly Entry[]): readonly Entry[] =>
    entries.filter(({ locale }) => locale === undefined || languages.includes(locale))
  const configurations = Object.entries(metadata.credential_configurations_supported).map(([id, configuration]) => {
    const { credential_metadata: shown } = configuration
    if (!shown) return [id, configuration] as const
    const { display, claims, ...rest } = shown
    const inLanguages = {
      ...rest,
      ...(display && { display: chosen(display) }),
      ...(claims && {
        claims: claims.map((claim) => ({ ...claim, ...(claim.display && { display: chosen(claim.display) }) })),
      }),
    }
    return [id, { ...configuration, credential_metadata: inLanguages }] as const
  })
  return {
    ...metadata,
    ...(metadata.display && { display: chosen(metadata.display) }),
    credential_configurations_supported: Object.fromEntries(configurations),
  }
}
