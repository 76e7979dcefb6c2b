import { days, type EpochSeconds } from '../../base/time.ts'
import { makeCa, makeLeaf, type Certified, type PrivateKeyJwk } from '../../x509/adapters/pki.ts'
import { certificatePem } from '../../x509/pem.ts'

/** A test suite's own wallet: its two clients, and the wallet provider and key attester that vouch for them. */
export interface SuiteWallet {
  /** `iss` of its wallet attestations. */
  readonly issuer: string
  readonly attester: SuiteAttester
  readonly keyAttester: SuiteAttester
  readonly clients: readonly [SuiteClient, SuiteClient]
}

export interface SuiteAttester {
  /** PEM: what an issuer must trust. */
  readonly anchor: string
  readonly jwk: SuiteJwk
}

export interface SuiteClient {
  readonly client_id: string
  readonly jwk: SuiteJwk
}

export interface SuiteJwk extends PrivateKeyJwk {
  readonly kid: string
  readonly alg: 'ES256'
  readonly use: 'sig'
  readonly x5c?: readonly string[]
}

const validFor = days(365)

/** Makes one with new keys. The leaves are not self-signed and their anchors stay out of `x5c`, as HAIP 1.0 wants it. */
export async function makeSuiteWallet(now: EpochSeconds): Promise<SuiteWallet> {
  const organisation = { C: 'ZZ', O: 'LAB-Test suite' }
  const attester = async (profile: 'walletAttester' | 'keyAttester'): Promise<SuiteAttester> => {
    const ca = await makeCa({ subject: { ...organisation, CN: `LAB-Test suite, ${profile} CA` }, now, validFor })
    const subject = { ...organisation, CN: `LAB-Test suite, ${profile}` }
    const leaf = await makeLeaf({ profile, subject, ca, now, validFor })
    return { anchor: certificatePem(ca.certificate), jwk: { ...jwkOf(leaf, profile), x5c: leaf.x5c } }
  }
  const ca = await makeCa({ subject: { ...organisation, CN: 'LAB-Test suite, clients' }, now, validFor })
  const client = async (client_id: string): Promise<SuiteClient> => {
    const subject = { ...organisation, CN: client_id }
    const key = await makeLeaf({ profile: 'credentialIssuer', subject, ca, now, validFor })
    return { client_id, jwk: jwkOf(key, client_id) }
  }
  return {
    issuer: 'https://wallet-provider.test-suite.kakehashi.example',
    attester: await attester('walletAttester'),
    keyAttester: await attester('keyAttester'),
    clients: [await client('lab-test-suite-1'), await client('lab-test-suite-2')],
  }
}

const jwkOf = ({ privateJwk }: Certified, kid: string): SuiteJwk => ({ ...privateJwk, kid, alg: 'ES256', use: 'sig' })

/** What an issuer is told of it: `ISSUER_CLIENTS_FILE`. @param callback where the suite lets itself be sent back to */
export const suiteClients = ({ clients, issuer: attester }: SuiteWallet, callback: string): readonly object[] => {
  const [one, other] = clients
  const registered = { token_endpoint_auth_method: 'attest_jwt_client_auth', attester }
  return [
    { client_id: one.client_id, ...registered, redirect_uris: [callback] },
    { client_id: other.client_id, ...registered, redirect_uris: [`${callback}?dummy1=lorem&dummy2=ipsum`] },
  ]
}
