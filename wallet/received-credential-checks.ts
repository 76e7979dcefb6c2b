import { liftChecks, type Check } from '../src/base/checks.ts'
import type { P256PublicJwk } from '../src/jose/jwk.ts'
import { credentialsWithVct } from '../src/jurisdictions/index.ts'
import { statusSignerTypes } from '../src/jurisdictions/listed-service-types.ts'
import { decodeReceivedSdJwtVc, receivedSdJwtVcChecks, type OwnSdJwtVc } from '../src/sd-jwt/receive-sd-jwt-vc.ts'
import { fetchStatusListToken } from '../src/status-list/fetch-status-list-token.ts'
import { statusCheck } from '../src/status-list/status-check.ts'
import { pinnedServiceType } from '../src/trust/pinned-anchors.ts'
import { trustChecks, type TrustSubject } from '../src/trust/trust-checks.ts'
import { confirmListed } from './confirm-listed.ts'
import type { WalletContext } from './context.ts'
import { limits } from './limits.ts'
import { typeMetadataCheck, type TypedCredential } from './type-metadata-check.ts'

/** A credential that an issuer sent, before it is the holder's. */
export interface ReceivedSubject {
  readonly credential: OwnSdJwtVc
  readonly typed: TypedCredential
  /**
   * The issuer's chain with the lists it is looked up in; made when the chain was found readable, and the same each
   * time.
   */
  readonly issuer: () => TrustSubject
  readonly context: Pick<WalletContext, 'fetchDocument' | 'trustLists'>
}

/**
 * What this wallet checks before it stores a credential: that it is intact, of the type offered, as that type describes
 * itself, and bound to the key that was proved; that its issuer is listed and granted now; that it is not revoked. A
 * status from an issuer whom nobody vouches for says nothing.
 */
export const receivedCredentialChecks: readonly Check<ReceivedSubject>[] = [
  ...liftChecks(receivedSdJwtVcChecks, ({ credential }: ReceivedSubject) => credential, { prefix: '' }),
  ...liftChecks([typeMetadataCheck], ({ typed }: ReceivedSubject) => typed, { prefix: '' }),
  ...liftChecks(trustChecks, ({ issuer }: ReceivedSubject) => issuer(), { prefix: '', needs: ['issuer_certificate'] }),
  ...liftChecks([statusCheck], statusOf, {
    prefix: '',
    needs: ['issuer_signature', 'validity_period', 'issuer_granted'],
  }),
]

/** @param expected the type of the configuration that was offered, and the key whose possession was proved */
export function receivedSubject(
  context: Pick<WalletContext, 'fetchDocument' | 'trustLists' | 'clock'>,
  text: string,
  expected: { readonly vct: string; readonly holderKey: P256PublicJwk },
): ReceivedSubject {
  const now = context.clock.now()
  const credential = decodeReceivedSdJwtVc(text, {
    now,
    skew: limits.skew,
    vct: [expected.vct],
    holderKey: expected.holderKey,
  })
  const typed: TypedCredential = { credential, text, fetchDocument: context.fetchDocument }
  let issuer: TrustSubject | undefined
  return {
    credential,
    typed,
    context,
    issuer: () =>
      (issuer ??= {
        x5c: credential.issuerChain().map(({ base64 }) => base64) as [string, ...string[]],
        serviceTypes: issuingServiceTypes(typed.types ?? [expected.vct]),
        lists: context.trustLists,
        at: now,
        now,
      }),
  }
}

/**
 * The kinds of listed services that may issue credentials of this type, or of one that it extends. A type that no
 * jurisdiction has can be issued only by whom this wallet is configured to trust.
 */
export const issuingServiceTypes = (vcts: readonly string[]): readonly string[] => {
  const types = vcts.flatMap(credentialsWithVct).map(({ jurisdiction, kind }) => jurisdiction.trustList.serviceTypes[kind])
  return [...types, pinnedServiceType('credential_issuer')]
}

function statusOf({ credential, issuer, context }: ReceivedSubject) {
  return {
    status: credential.registeredClaims()['status'],
    fetchToken: fetchStatusListToken(context.fetchDocument),
    signerTrusted: (x5c: readonly string[]) =>
      confirmListed({ ...issuer(), x5c, serviceTypes: statusSignerTypes(issuer().serviceTypes) }),
    now: issuer().now,
  }
}
