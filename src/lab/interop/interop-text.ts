import type { Ink } from '../terminal-report.ts'
import type { Interop, IssuerFacts, TrustListFacts, VerifierFacts, WalletFacts } from './interop-facts.ts'

/** The facts for people: what to configure where, every anchor in full so that it can be copied. */
export const interopText = (interop: Interop, ink: Ink): string => {
  const { issuers, verifiers, wallet, registration, trust_lists } = interop
  return [
    ...rootLines(interop, ink),
    ...issuers.flatMap((issuer) => issuerLines(issuer, ink)),
    ...verifiers.flatMap((verifier) => verifierLines(verifier, ink)),
    ...walletLines(wallet, ink),
    ...trust_lists.flatMap((list) => listLines(list, ink)),
    ink.bold('What makes others known here: the form of the files that these variables name'),
    ...Object.entries(registration).flatMap(([variable, example]) => [`  ${variable}`, JSON.stringify(example, null, 2)]),
    '',
    'docs/interop.md says step by step what to do with this.',
  ].join('\n')
}

const rootLines = ({ https_root: root, issuers }: Interop, ink: Ink): readonly string[] => {
  if (root) return [ink.bold('Root of https'), ...facts({ file: root.file }), ...pem(root.pem), '']
  if (issuers.every(({ credential_issuer }) => credential_issuer.startsWith('https:'))) return []
  return [ink.bold('Plain http: other software refuses it. Start the lab with --tls, or behind a proxy.'), '']
}

const issuerLines = (issuer: IssuerFacts, ink: Ink): readonly string[] => [
  ink.bold(`Issuer: ${issuer.name}`),
  ...facts({
    'credential issuer': issuer.credential_issuer,
    'its metadata': issuer.credential_issuer_metadata,
    'of its authorization server': issuer.authorization_server_metadata,
  }),
  ...issuer.credential_configurations.flatMap(({ id, vct, key_attestation_required: attested }) =>
    facts({ credential: `${id}  ${ink.faint(attested ? `${vct}, key attestation required` : vct)}` }),
  ),
  ...facts({
    'people who can log in': issuer.test_users.usernames.join(', '),
    'their password': issuer.test_users.password ?? 'none: nobody can log in',
    'API for offers': `POST ${issuer.desk.offers}`,
    'token of the API': issuer.desk.token,
    'settings of your own': `settings/${issuer.place}.env in the lab's folder`,
  }),
  '  anchor of credentials and status lists',
  ...issuer.anchors.credentials.flatMap(pem),
  '  anchor of signed metadata',
  ...issuer.anchors.signed_metadata.flatMap(pem),
  '',
]

const verifierLines = (verifier: VerifierFacts, ink: Ink): readonly string[] => [
  ink.bold(`Verifier: ${verifier.name}`),
  ...facts({
    'start a request by hand': verifier.start_page,
    'API for requests': `POST ${verifier.desk.requests}`,
    'token of the API': verifier.desk.token,
    client_id: verifier.client_id,
  }),
  '  anchor of its access certificate, which signs requests',
  ...verifier.anchors.access_certificate.flatMap(pem),
  '  anchor of its registration certificate',
  ...verifier.anchors.registration_certificate.flatMap(pem),
  '',
]

const walletLines = (wallet: WalletFacts, ink: Ink): readonly string[] => [
  ink.bold('Wallet'),
  ...facts({
    home: wallet.home,
    client_id: wallet.client_id,
    redirect_uri: wallet.redirect_uri,
    credential_offer_endpoint: wallet.credential_offer_endpoint,
    authorization_endpoint: wallet.authorization_endpoint,
    'iss of its attestations': wallet.attester,
    'API': `POST ${wallet.api.instances}`,
    'token of the API': wallet.api.token,
  }),
  '  anchor of wallet attestations',
  ...wallet.anchors.client_attestation.flatMap(pem),
  '  anchor of key attestations',
  ...wallet.anchors.key_attestation.flatMap(pem),
  '',
]

const listLines = (list: TrustListFacts, ink: Ink): readonly string[] => [
  ink.bold(`Trusted list of ${list.territory}`),
  ...facts({ address: list.url, type: list.list_type }),
  '  its signer',
  ...list.signers.flatMap(pem),
  '',
]

const width = 28
const facts = (entries: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(entries).map(([name, value]) => `  ${name.padEnd(width)} ${value}`)

/** Not indented: so it can be copied as it stands. */
const pem = (text: string): readonly string[] => text.trim().split('\n')
