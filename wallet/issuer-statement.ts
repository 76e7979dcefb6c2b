import { z } from 'zod'
import { CheckFailed, confirm, liftChecks, pass, runChecks, type Check, type CheckResult, type Pass } from '../src/base/checks.ts'
import type { Json } from '../src/base/json.ts'
import { requestRefused } from '../src/oauth/error-response.ts'
import {
  credentialIssuerMetadataRequest,
  type CredentialIssuerMetadata,
} from '../src/openid4vci/credential-issuer-metadata.ts'
import { signedMetadataType, verifySignedMetadata } from '../src/openid4vci/signed-metadata.ts'
import { serviceTypesFor } from '../src/jurisdictions/listed-service-types.ts'
import { accessCertificateChecks, relyingPartyOf } from '../src/trust/access-certificate.ts'
import type { TrustSubject } from '../src/trust/trust-checks.ts'
import { bugIn, type WalletContext } from './context.ts'
import type { IssuerStatement } from './issuance-records.ts'
import { limits } from './limits.ts'

export interface SignedStatement {
  /** What was signed; undefined where the issuer signs nothing. */
  readonly metadata?: CredentialIssuerMetadata
  readonly statement: IssuerStatement
  /** For the holder to read; they decide nothing, for signing the metadata is the issuer's choice. */
  readonly checks: readonly CheckResult[]
}

/**
 * Who signed the issuer's metadata and what its registration says — OpenID4VCI 1.0 "Signed Metadata", ETSI TS 119 472-3
 * V1.1.1 `issuer_info`. Issuers that follow that document sign; others are not asked. Metadata whose signature does not
 * hold are refused; a signer that nobody vouches for is not named.
 *
 * @throws CheckFailed, Indeterminate, FetchFailed or RequestRefused
 */
export async function issuerStatement(
  context: WalletContext,
  unsigned: CredentialIssuerMetadata,
): Promise<SignedStatement> {
  if (unsigned.issuer_info === undefined) return { statement: {}, checks: [] }
  const issuer = unsigned.credential_issuer
  const { contentType, text, status, ...answer } = await context.fetchDocument({
    ...credentialIssuerMetadataRequest(issuer),
    accept: signedMetadataType,
    maxBytes: limits.issuerMetadata * 2,
    timeout: limits.outboundTimeout,
  })
  const registration = registrationIn(unsigned)
  if (status === 406 || (status === 200 && contentType !== signedMetadataType)) return { statement: { ...registration }, checks: [] }
  if (status !== 200) throw requestRefused({ contentType, text, status, ...answer })

  const now = context.clock.now()
  const { metadata, x5c } = await verifySignedMetadata(text, { credentialIssuer: issuer, now, trusted: async () => {} })
  const trust: TrustSubject = {
    x5c,
    serviceTypes: serviceTypesFor('access_certificate'),
    lists: context.trustLists,
    at: now,
    now,
  }
  const signed = registrationIn(metadata)
  const report = await runChecks({ trust, registration: signed.registration }, statementChecks, bugIn(context))
  const { found } = trust
  if (!report.accepted || !found) return { metadata, statement: { ...signed }, checks: report.checks }
  const { name, legalName, country, organizationIdentifier: identifier } = relyingPartyOf(x5c)
  const signer = { name, legalName, country, identifier, territory: found.territory }
  return { metadata, statement: { signer, ...signed }, checks: report.checks }
}

export interface StatementSubject {
  readonly trust: TrustSubject
  readonly registration: IssuerStatement['registration']
}

/** Whether whoever signed the metadata may speak for an issuer, and speaks of itself. */
export const statementChecks: readonly Check<StatementSubject>[] = [
  ...liftChecks(accessCertificateChecks, ({ trust }: StatementSubject) => ({ trust }), { prefix: 'metadata.' }),
  {
    id: 'metadata.issuer_registration',
    spec: 'ETSI TS 119 472-3 V1.1.1, issuer_info, registrar_dataset',
    needs: ['metadata.access_subject'],
    run: registrationOfSigner,
  },
]

function registrationOfSigner({ trust, registration }: StatementSubject): Pass {
  if (registration === undefined) throw new CheckFailed('the metadata say nothing of a registration')
  const { organizationIdentifier } = relyingPartyOf(trust.x5c)
  confirm(
    registration.identifier === organizationIdentifier,
    'the registration is of another organisation than the one that signed the metadata',
    { signer: organizationIdentifier },
  )
  return pass('the registration is of the organisation that signed the metadata', { registry: registration.registry })
}

const text = z.string().min(1).max(500)
const dataset = z.object({
  identifier: text,
  srvDescription: z.array(z.array(z.object({ lang: z.string().max(40), value: z.string().max(1000) })).max(20)).max(10),
  registryURI: z.url({ protocol: /^https?$/ }).max(2000),
  providesAttestations: z
    .array(z.object({ format: z.string(), meta: z.object({ vct_values: z.array(z.string()).optional() }).optional() }))
    .max(50)
    .default([]),
})

/** ETSI TS 119 472-3: the entry that every issuer has. One that cannot be read says nothing. */
function registrationIn({ issuer_info = [] }: CredentialIssuerMetadata): Pick<IssuerStatement, 'registration'> {
  const entry: Json | undefined = issuer_info.find(({ format }) => format === 'registrar_dataset')?.data
  const parsed = dataset.safeParse(entry)
  if (!parsed.success) return {}
  const { identifier, srvDescription, registryURI, providesAttestations } = parsed.data
  return {
    registration: {
      identifier,
      descriptions: (srvDescription[0] ?? []).map(({ lang, value }) => ({ lang, text: value })),
      registry: registryURI,
      provides: providesAttestations.flatMap(({ format, meta }) => meta?.vct_values ?? [format]),
    },
  }
}
