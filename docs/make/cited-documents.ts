/** A document that the code cites. */
export interface CitedDocument {
  /** As the index names it: with its version. */
  readonly name: string
  readonly title: string
  readonly url?: string
  /** How the code writes it. */
  readonly written: RegExp
}

const rfc = (number: number, title: string): CitedDocument => ({
  name: `RFC ${number}`,
  title,
  url: `https://www.rfc-editor.org/rfc/rfc${number}.html`,
  written: new RegExp(`RFC ${number}(?!\\d)`),
})

const etsi = (name: string, version: string | undefined, title: string): CitedDocument => ({
  name: version === undefined ? `ETSI ${name}` : `ETSI ${name} ${version}`,
  title,
  written: new RegExp(`(?:ETSI )?${name}(?![\\d-])(?: V\\d+(?:\\.\\d+)+)?`),
})

/** In the order of the index. A document that the code cites and that is not here is refused. */
export const citedDocuments: readonly CitedDocument[] = [
  {
    name: 'OpenID4VCI 1.0',
    title: 'OpenID for Verifiable Credential Issuance 1.0',
    url: 'https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html',
    written: /OpenID4VCI 1\.0/,
  },
  {
    name: 'OpenID4VP 1.0',
    title: 'OpenID for Verifiable Presentations 1.0',
    url: 'https://openid.net/specs/openid-4-verifiable-presentations-1_0.html',
    written: /OpenID4VP 1\.0/,
  },
  {
    name: 'HAIP 1.0',
    title: 'OpenID4VC High Assurance Interoperability Profile 1.0',
    url: 'https://openid.net/specs/openid4vc-high-assurance-interoperability-profile-1_0.html',
    written: /HAIP 1\.0/,
  },
  rfc(9901, 'Selective Disclosure for JSON Web Tokens (SD-JWT)'),
  {
    name: 'SD-JWT VC -13',
    title: 'SD-JWT-based Verifiable Credentials, draft-ietf-oauth-sd-jwt-vc-13, which HAIP 1.0 pins',
    url: 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-sd-jwt-vc-13',
    written: /SD-JWT VC -13/,
  },
  {
    name: 'Token Status List -14',
    title: 'Token Status List, draft-ietf-oauth-status-list-14, which HAIP 1.0 pins',
    url: 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list-14',
    written: /Token Status List -14/,
  },
  rfc(7468, 'Textual Encodings of PKIX, PKCS, and CMS Structures'),
  rfc(7523, 'JSON Web Token (JWT) Profile for OAuth 2.0 Client Authentication and Authorization Grants'),
  rfc(7578, 'Returning Values from Forms: multipart/form-data'),
  rfc(7591, 'OAuth 2.0 Dynamic Client Registration Protocol'),
  rfc(7636, 'Proof Key for Code Exchange by OAuth Public Clients'),
  rfc(9126, 'OAuth 2.0 Pushed Authorization Requests'),
  rfc(9207, 'OAuth 2.0 Authorization Server Issuer Identification'),
  rfc(9325, 'Recommendations for Secure Use of TLS and DTLS'),
  rfc(9396, 'OAuth 2.0 Rich Authorization Requests'),
  rfc(9700, 'Best Current Practice for OAuth 2.0 Security'),
  etsi('TS 119 472-3', 'V1.1.1', 'Profiles for issuance of EAA or PID'),
  etsi('TS 119 602', 'V1.1.1', 'Lists of trusted entities; Data model'),
  etsi('TS 119 612', 'V2.4.1', 'Trusted Lists'),
  etsi('TS 119 475', 'V1.2.1', 'Relying party attributes supporting EUDI Wallet user’s authorization decisions'),
  etsi('TS 119 411-8', 'V1.1.1', 'Access Certificate Policy for EUDI Wallet Relying Parties'),
  etsi('TS 119 472-1', undefined, 'Profiles for Electronic Attestation of Attributes; Part 1: General requirements'),
  etsi('TS 119 472-2', 'V1.1.1',
    'Profiles for Electronic Attestation of Attributes; Part 2: Profiles for EAA/PID Presentations to Relying Party'),
  etsi('TS 119 182-1', 'V1.2.1', 'JAdES digital signatures; Part 1: Building blocks and JAdES baseline signatures'),
  etsi('EN 319 102-1', undefined, 'Procedures for Creation and Validation of AdES Digital Signatures; Part 1: Creation and Validation'),
  etsi('EN 319 412-1', undefined, 'Certificate Profiles; Part 1: Overview and common data structures'),
  {
    name: 'ARF 3.0.0',
    title: 'EUDI Wallet Architecture and Reference Framework',
    url: 'https://github.com/eu-digital-identity-wallet/eudi-doc-architecture-and-reference-framework',
    written: /ARF(?: 3\.0\.0)?(?= (?:"|[A-Z]+_))/,
  },
  rfc(3986, 'Uniform Resource Identifier (URI): Generic Syntax'),
  rfc(4648, 'The Base16, Base32, and Base64 Data Encodings'),
  rfc(5280, 'Internet X.509 Public Key Infrastructure Certificate and CRL Profile'),
  rfc(6265, 'HTTP State Management Mechanism'),
  rfc(6749, 'The OAuth 2.0 Authorization Framework'),
  rfc(6750, 'The OAuth 2.0 Authorization Framework: Bearer Token Usage'),
  rfc(6890, 'Special-Purpose IP Address Registries'),
  rfc(7515, 'JSON Web Signature (JWS)'),
  rfc(7516, 'JSON Web Encryption (JWE)'),
  rfc(7517, 'JSON Web Key (JWK)'),
  rfc(7518, 'JSON Web Algorithms (JWA)'),
  rfc(7519, 'JSON Web Token (JWT)'),
  rfc(7638, 'JSON Web Key (JWK) Thumbprint'),
  rfc(7800, 'Proof-of-Possession Key Semantics for JSON Web Tokens (JWTs)'),
  rfc(8259, 'The JavaScript Object Notation (JSON) Data Interchange Format'),
  rfc(8414, 'OAuth 2.0 Authorization Server Metadata'),
  rfc(8615, 'Well-Known Uniform Resource Identifiers (URIs)'),
  rfc(8725, 'JSON Web Token Best Current Practices'),
  rfc(9101, 'JWT-Secured Authorization Request (JAR)'),
  rfc(9110, 'HTTP Semantics'),
  rfc(9449, 'OAuth 2.0 Demonstrating Proof of Possession (DPoP)'),
  { name: 'ISO 17442-1', title: 'Legal entity identifier (LEI), Part 1: Assignment', written: /ISO 17442-1/ },
  { name: 'ISO/IEC 18004', title: 'QR code bar code symbology specification', written: /ISO\/IEC 18004/ },
  { name: 'ISO 18013-5', title: 'Mobile driving licence (mDL) application', written: /ISO(?:\/IEC)? 18013-5/ },
  {
    name: 'UAX #24',
    title: 'Unicode Standard Annex #24, Unicode Script Property',
    url: 'https://www.unicode.org/reports/tr24/',
    written: /UAX #24/,
  },
]

/** What looks like the name of a specification, so that none is overlooked. */
export const anyDocument =
  /RFC \d+|OpenID4V(?:CI|P) \d\.\d|HAIP \d\.\d|(?:SD-JWT VC|Token Status List) -\d+|(?:ETSI |(?<!\w))(?:TS|EN) \d{3} \d{3}(?:-\d+)?|UAX #\d+/g
