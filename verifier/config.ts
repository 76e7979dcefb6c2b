import { z } from 'zod'
import {
  file,
  parseServiceEnvironment,
  secret,
  webAddress,
  type ServiceConfig,
} from '../src/http/service-environment.ts'
import { jurisdictionCodes, type JurisdictionCode } from '../src/jurisdictions/index.ts'
import { verifierRoles, type VerifierRole } from '../src/jurisdictions/jurisdiction-profile.ts'

/** Whose verifier this is, and which of that jurisdiction's. */
export interface VerifierChoice {
  readonly jurisdiction: JurisdictionCode
  readonly role: VerifierRole
}

export interface VerifierConfig extends ServiceConfig {
  readonly profile: VerifierChoice
  /** `{"privateJwk", "x5c"}` of the access certificate. */
  readonly accessKeyFile: string
  /** The registration certificate, a compact JWT. */
  readonly registrationFile: string
  readonly trustListsFile: string
  /** Whom the verifier trusts without a list: see `src/trust/pinned-anchors.ts`. */
  readonly pinnedAnchorsFile?: string | undefined
  readonly deskToken: string
  /** The page of the lab's wallet that takes requests. */
  readonly walletUrl: string
}

/** Only main.ts calls this with the process's environment. @throws z.ZodError listing every bad variable at once */
export function parseVerifierConfig(env: Readonly<Record<string, string | undefined>>): VerifierConfig {
  const { own, ...service } = parseServiceEnvironment('VERIFIER', ownVariables, env)
  return {
    ...service,
    profile: own.VERIFIER_PROFILE,
    accessKeyFile: own.VERIFIER_ACCESS_KEY_FILE,
    registrationFile: own.VERIFIER_REGISTRATION_FILE,
    trustListsFile: own.VERIFIER_TRUST_LISTS_FILE,
    pinnedAnchorsFile: own.VERIFIER_PINNED_ANCHORS_FILE,
    deskToken: own.VERIFIER_DESK_TOKEN,
    walletUrl: own.VERIFIER_WALLET_URL,
  }
}

/** The code of a jurisdiction, a slash, a role. */
const profile = z.string().transform((value, context): VerifierChoice => {
  const found = choices.find(([name]) => name === value)
  if (found) return found[1]
  context.addIssue({ code: 'custom', message: `must be one of ${choices.map(([name]) => name).join(', ')}` })
  return z.NEVER
})
const choices = jurisdictionCodes.flatMap((jurisdiction) =>
  verifierRoles.map((role) => [`${jurisdiction}/${role}`, { jurisdiction, role }] as const),
)

const ownVariables = {
  VERIFIER_PROFILE: profile,
  VERIFIER_ACCESS_KEY_FILE: file,
  VERIFIER_REGISTRATION_FILE: file,
  VERIFIER_TRUST_LISTS_FILE: file,
  VERIFIER_PINNED_ANCHORS_FILE: file.optional(),
  VERIFIER_DESK_TOKEN: secret,
  VERIFIER_WALLET_URL: webAddress,
}
