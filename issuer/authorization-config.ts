import { z } from 'zod'
import { file } from '../src/http/service-environment.ts'

/** The variables of the authorization server; all may be left out. */
export const authorizationEnvironment = {
  /** JSON list of registered clients: see `src/oauth/registered-clients.ts`. */
  ISSUER_CLIENTS_FILE: file.optional(),
  /** The password of every person of the profile; without it nobody can log in. */
  ISSUER_TEST_PASSWORD: z.string().min(8, 'must have at least 8 characters').max(200).optional(),
  /** For test suites: this person logs in and consents without being asked. */
  ISSUER_AUTO_CONSENT_SUBJECT: z.string().min(1).max(100).optional(),
  /** `offered` tolerates wallets that do not ask for the challenge of Attestation-Based Client Authentication. */
  ISSUER_ATTESTATION_CHALLENGES: z.enum(['required', 'offered']).default('required'),
}

export interface AuthorizationConfig {
  readonly clientsFile: string | undefined
  readonly testPassword: string | undefined
  readonly autoConsentSubject: string | undefined
  readonly challenges: 'required' | 'offered'
}

/** @throws z.ZodError if nobody of the profile is the subject of the auto-consent */
export function authorizationConfig(
  own: z.output<z.ZodObject<typeof authorizationEnvironment>>,
  isSubject: (subject: string) => boolean,
): AuthorizationConfig {
  const autoConsentSubject = own.ISSUER_AUTO_CONSENT_SUBJECT
  if (autoConsentSubject !== undefined && !isSubject(autoConsentSubject)) {
    const message = 'must be a person whom this issuer knows'
    throw new z.ZodError([
      { code: 'custom', path: ['ISSUER_AUTO_CONSENT_SUBJECT'], message, input: autoConsentSubject },
    ])
  }
  return {
    clientsFile: own.ISSUER_CLIENTS_FILE,
    testPassword: own.ISSUER_TEST_PASSWORD,
    autoConsentSubject,
    challenges: own.ISSUER_ATTESTATION_CHALLENGES,
  }
}
