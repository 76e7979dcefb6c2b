import type { IssuerFacts } from './interop-facts.ts'
import type { SuiteJwk, SuiteWallet } from './suite-wallet.ts'

export interface SuitePlace {
  /** Where the suite stands, without a slash at the end. */
  readonly suite: string
  /** The name of the test run in the suite's addresses. */
  readonly alias: string
}

/** Where the suite's browser must end. */
export const suiteCallback = ({ suite, alias }: SuitePlace): string => `${suite}/test/a/${alias}/callback`

/**
 * A configuration for the plans `oid4vci-1_0-issuer-test-plan` and `oid4vci-1_0-issuer-haip-test-plan` of OpenID's
 * conformance suite, with the member names that its version 5.2.4 reads. The person logs in and consents by the forms of
 * the issuer.
 *
 * @param configurationId one of the issuer's credential configurations
 * @throws RangeError if the issuer has no such configuration
 */
export function suiteIssuerPlan(
  issuer: IssuerFacts,
  wallet: SuiteWallet,
  { place, configurationId }: { readonly place: SuitePlace; readonly configurationId: string },
) {
  const known = issuer.credential_configurations
  const configuration = known.find(({ id }) => id === configurationId)
  if (!configuration) {
    throw new RangeError(`${issuer.place} has no ${configurationId}; it has ${known.map(({ id }) => id).join(', ')}`)
  }
  const { scope } = configuration
  const [client, client2] = wallet.clients.map(({ client_id, jwk }) => ({ client_id, scope, jwks: keys(jwk) }))
  return {
    alias: place.alias,
    description: `${issuer.name}, Kakehashi laboratory`,
    vci: {
      credential_issuer_url: issuer.credential_issuer,
      credential_configuration_id: configuration.id,
      credential_proof_type_hint: 'jwt',
    },
    client,
    client2,
    client_attestation: {
      issuer: wallet.issuer,
      attester_jwks: keys(wallet.attester.jwk),
      key_attestation_jwks: keys(wallet.keyAttester.jwk),
    },
    credential: {
      trust_anchor_pem: issuer.anchors.credentials.join(''),
      status_list_trust_anchor_pem: issuer.anchors.status_lists.join(''),
    },
    browser: browserTasks(issuer, place),
    options: { browsercontrol_css_enable: false },
  }
}

const keys = (...all: readonly SuiteJwk[]) => ({ keys: all })

const browserTasks = ({ credential_issuer: issuer, test_users: users }: IssuerFacts, place: SuitePlace) => [
  {
    match: `${issuer}/authorize*`,
    tasks: [
      {
        task: 'Log in',
        match: `${issuer}/authorize/*`,
        commands: [
          ['text', 'id', 'username', users.first],
          ['text', 'id', 'password', users.password ?? ''],
          ['click', 'id', 'login'],
        ],
      },
      { task: 'Consent', match: `${issuer}/authorize/*`, commands: [['click', 'id', 'approve']] },
      { task: 'Verify', match: `${suiteCallback(place)}*`, commands: [['wait', 'id', 'submission_complete', 10]] },
    ],
  },
]
