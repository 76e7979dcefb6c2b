import { z } from 'zod'
import { file, parseServiceEnvironment, secret, type ServiceConfig } from '../http/service-environment.ts'
import { jurisdictionCodes, jurisdictions } from '../jurisdictions/index.ts'
import type { JurisdictionProfile } from '../jurisdictions/jurisdiction-profile.ts'

/** Beside the variables that every service has. */
const environment = {
  OPERATOR_JURISDICTION: z.enum(jurisdictionCodes),
  OPERATOR_KEY_FILE: file,
  OPERATOR_ENTITIES_FILE: file,
  OPERATOR_DESK_TOKEN: secret,
}

export interface SchemeOperatorConfig extends ServiceConfig {
  readonly profile: JurisdictionProfile
  /** JSON `{"privateJwk", "x5c"}`: the list signer's. */
  readonly keyFile: string
  /** JSON, see `SchemeEntities` in scheme-entities.ts. */
  readonly entitiesFile: string
  readonly deskToken: string
}

/** Only main.ts calls this with the process's environment. @throws z.ZodError listing every bad variable at once */
export function parseSchemeOperatorConfig(env: Readonly<Record<string, string | undefined>>): SchemeOperatorConfig {
  const { own, ...common } = parseServiceEnvironment('OPERATOR', environment, env)
  return {
    ...common,
    profile: jurisdictions[own.OPERATOR_JURISDICTION],
    keyFile: own.OPERATOR_KEY_FILE,
    entitiesFile: own.OPERATOR_ENTITIES_FILE,
    deskToken: own.OPERATOR_DESK_TOKEN,
  }
}
