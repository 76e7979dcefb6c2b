import type { Page } from 'playwright-core'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { after, minutes } from '../../src/base/time.ts'
import type { FetchDocument, FetchedDocument } from '../../src/http/fetch-document.ts'
import { certifiedKey, generateSoftwareKey, softwareSigningKey } from '../../src/jose/adapters/software-signing-key.ts'
import { authorizationServerMetadataRequest, processAuthorizationServerMetadataResponse } from '../../src/oauth/authorization-server-metadata.ts'
import { authorizationUrl, makeAuthorizationRequest } from '../../src/oauth/authorization-request.ts'
import { challengeRequest, processChallengeResponse } from '../../src/oauth/challenge-endpoint.ts'
import { clientAttestationHeader, clientAttestationPopHeader, makeClientAttestation, makeClientAttestationPop } from '../../src/oauth/client-attestation.ts'
import { withDpopNonce } from '../../src/oauth/dpop-nonce-retry.ts'
import { makeDpopProof } from '../../src/oauth/dpop.ts'
import { codeChallengeOf, makeCodeVerifier } from '../../src/oauth/pkce.ts'
import { parRequest } from '../../src/oauth/pushed-authorization-request.ts'
import { makeAuthorizationCodeTokenRequest, processTokenResponse, tokenRequest } from '../../src/oauth/token-endpoint.ts'
import { credentialIssuerMetadataRequest } from '../../src/openid4vci/credential-issuer-metadata.ts'
import { credentialRequest } from '../../src/openid4vci/credential-request.ts'
import { processCredentialResponse } from '../../src/openid4vci/credential-response.ts'
import { makeKeyProof } from '../../src/openid4vci/key-proof.ts'
import { nonceRequest, processNonceResponse } from '../../src/openid4vci/nonce-endpoint.ts'
import type { suiteIssuerPlan } from '../../src/lab/interop/suite-issuer-plan.ts'

export type Plan = ReturnType<typeof suiteIssuerPlan>

/** A wallet that knows nothing but a plan's configuration, as a test suite does. */
export function suiteClient(plan: Plan, http: FetchDocument) {
  const issuer = plan.vci.credential_issuer_url
  const { client_id: clientId, scope, jwks } = plan.client!
  const key = softwareSigningKey(jwks.keys[0]!)
  const [attester] = plan.client_attestation.attester_jwks.keys
  const now = systemClock.now()

  const serverMetadata = async () =>
    processAuthorizationServerMetadataResponse(await http(authorizationServerMetadataRequest(issuer)), issuer)
  const attestation = async (challengeEndpoint: string) => ({
    [clientAttestationHeader]: await makeClientAttestation(certifiedKey(softwareSigningKey(attester!), attester!.x5c as [string]), {
      iss: plan.client_attestation.issuer, sub: clientId, cnf: key.publicJwk, iat: now, exp: after(now, minutes(5)),
      wallet_name: 'LAB-Suite', wallet_link: 'https://suite.example/',
    }),
    [clientAttestationPopHeader]: await makeClientAttestationPop(key, {
      iss: clientId, aud: issuer, challenge: processChallengeResponse(await http(challengeRequest(challengeEndpoint))), now, random: systemRandom,
    }),
  })
  const codeVerifier = makeCodeVerifier(systemRandom)

  return {
    /** Pushes the request. @param redirectUri one that is registered, or not */
    push: async (redirectUri: string): Promise<FetchedDocument> => {
      const server = await serverMetadata()
      const parameters = makeAuthorizationRequest({ clientId, redirectUri, scope, state: 'state-of-the-suite', codeChallenge: codeChallengeOf(codeVerifier) })
      return http(parRequest({ endpoint: server.pushed_authorization_request_endpoint!, parameters, headers: await attestation(server.challenge_endpoint!) }))
    },
    authorizationUrl: async (pushed: FetchedDocument): Promise<string> =>
      authorizationUrl((await serverMetadata()).authorization_endpoint!, { clientId, requestUri: (JSON.parse(pushed.text) as { request_uri: string }).request_uri }),
    /** Code to credential, as text. */
    collect: async (code: string, redirectUri: string): Promise<string> => {
      const server = await serverMetadata()
      const metadata = JSON.parse((await http(credentialIssuerMetadataRequest(issuer))).text) as { credential_endpoint: string; nonce_endpoint: string }
      const dpopKey = generateSoftwareKey().key
      const proofFor = (url: string, accessToken: string | undefined, nonce: string | undefined) =>
        makeDpopProof({ key: dpopKey, method: 'POST', url, accessToken, nonce, now, random: systemRandom })
      const granted = await withDpopNonce(undefined, async (nonce) =>
        http(tokenRequest({
          endpoint: server.token_endpoint,
          parameters: makeAuthorizationCodeTokenRequest({ code, redirectUri, codeVerifier, clientId }),
          dpopProof: await proofFor(server.token_endpoint, undefined, nonce),
          headers: await attestation(server.challenge_endpoint!),
        })),
      )
      const { access_token: accessToken } = processTokenResponse(granted.document)
      const { c_nonce } = processNonceResponse(await http(nonceRequest(metadata.nonce_endpoint)))
      const holder = generateSoftwareKey().key
      const jwt = await makeKeyProof({ key: holder, audience: issuer, nonce: c_nonce, clientId, now })
      const issued = await withDpopNonce(granted.nonce, async (nonce) =>
        http(credentialRequest({
          endpoint: metadata.credential_endpoint,
          requested: { by: 'credential_configuration_id', id: plan.vci.credential_configuration_id },
          proofs: { jwt: [jwt] },
          accessToken,
          dpopProof: await proofFor(metadata.credential_endpoint, accessToken, nonce),
        })),
      )
      const answer = processCredentialResponse(issued.document)
      if (!('credentials' in answer)) throw new Error('the issuer deferred')
      return answer.credentials[0]!.credential
    },
  }
}

/** Does in a real browser what the plan's `browser` section says, task by task. @returns where it ended */
export async function driveBrowser(page: Page, { browser }: Plan, url: string): Promise<string> {
  await page.goto(url)
  for (const { tasks } of browser.filter(({ match }) => matches(url, match))) {
    for (const { match, commands } of tasks) {
      await page.waitForURL((at) => matches(at.href, match), { timeout: 10_000 })
      for (const [command, how, selector, value] of commands) {
        if (how !== 'id') throw new Error(`no way to select by ${String(how)}`)
        const element = page.locator(`#${selector}`)
        if (command === 'text') await element.fill(String(value))
        else if (command === 'click') await element.click()
        else await element.waitFor({ timeout: Number(value) * 1000 })
      }
    }
  }
  return page.url()
}

/** `*` stands for anything. */
const matches = (url: string, pattern: string): boolean =>
  new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(url)
