import { confirm, pass, type Check, type Pass } from '../base/checks.ts'
import { jwkThumbprint, sameKey, type P256PublicJwk } from '../jose/jwk.ts'
import { disclosures, hashFunction, issuerSignature, validityPeriod } from './issuer-signed-jwt.ts'
import {
  credentialType,
  credentialTypeExpected,
  issuerCertificate,
  readSdJwtVc,
  registeredClaims,
  type CredentialExpectations,
  type ReceivedSdJwtVc,
} from './sd-jwt-vc-checks.ts'

/** What a holder checks before a credential is kept — RFC 9901 §7.2. The issuer's trust is another list's. */
export const receivedSdJwtVcChecks: readonly Check<OwnSdJwtVc>[] = [
  { id: 'issuer_jwt', spec: 'SD-JWT VC -13 "JOSE Header"', needs: [], run: credentialType },
  { id: 'no_key_binding', spec: 'RFC 9901 §7.2', needs: ['issuer_jwt'], run: noKeyBinding },
  {
    id: 'issuer_certificate',
    spec: 'HAIP 1.0 "Issuer identification and key resolution"',
    needs: ['issuer_jwt'],
    run: issuerCertificate,
  },
  { id: 'issuer_signature', spec: 'RFC 9901 §7.1 (2)', needs: ['issuer_certificate'], run: issuerSignature },
  { id: 'hash_function', spec: 'RFC 9901 §4.1.1', needs: ['issuer_signature'], run: hashFunction },
  { id: 'disclosures', spec: 'RFC 9901 §7.1 (3-5)', needs: ['hash_function'], run: disclosures },
  {
    id: 'registered_claims',
    spec: 'SD-JWT VC -13 "Registered JWT Claims"',
    needs: ['disclosures'],
    run: registeredClaims,
  },
  {
    id: 'vct',
    spec: 'OpenID4VCI 1.0 A.3 "Credential Issuer Metadata"',
    needs: ['issuer_signature'],
    run: credentialTypeExpected,
  },
  { id: 'validity_period', spec: 'RFC 9901 §7.1 (6)', needs: ['issuer_signature'], run: validityPeriod },
  { id: 'holder_key', spec: 'RFC 9901 §4.1.2 "Key Binding"', needs: ['issuer_signature'], run: ownHolderKey },
]

export interface OwnSdJwtVc extends ReceivedSdJwtVc {
  readonly expected: ReceivedSdJwtVc['expected'] & { readonly holderKey: P256PublicJwk }
}

/** @param expected `vct` of the configuration that was asked for, and the key whose possession was proved */
export const decodeReceivedSdJwtVc = (
  text: string,
  expected: CredentialExpectations & { readonly holderKey: P256PublicJwk },
): OwnSdJwtVc => readSdJwtVc(text, { ...expected, mustExpire: true })

function noKeyBinding({ parts }: OwnSdJwtVc): Pass {
  confirm(parts().keyBindingText === undefined, 'the issuer sent an SD-JWT+KB; only a holder can make one')
  return pass('the text ends with a tilde: there is no Key Binding JWT')
}

function ownHolderKey({ holderKey, expected }: OwnSdJwtVc): Pass {
  confirm(
    sameKey(holderKey(), expected.holderKey),
    'the credential is bound to another key than the one that was proved',
  )
  return pass('the credential is bound to our key', { jkt: jwkThumbprint(holderKey()) })
}
