import type { Express } from 'express'
import { makeIssuerApp } from '../../issuer/app.ts'
import { parseIssuerConfig } from '../../issuer/config.ts'
import { makeIssuerContext } from '../../issuer/context.ts'
import { makeVerifierApp } from '../../verifier/app.ts'
import { parseVerifierConfig } from '../../verifier/config.ts'
import { makeVerifierContext } from '../../verifier/context.ts'
import { makeWalletApp } from '../../wallet/app.ts'
import { parseWalletConfig } from '../../wallet/config.ts'
import { makeWalletContext } from '../../wallet/context.ts'
import type { Log } from '../base/log.ts'
import type { Random } from '../base/random.ts'
import type { Clock } from '../base/time.ts'
import type { FetchDocument } from '../http/fetch-document.ts'
import { makeSchemeOperatorApp } from '../scheme-operator/app.ts'
import { parseSchemeOperatorConfig } from '../scheme-operator/config.ts'
import { makeSchemeOperatorContext } from '../scheme-operator/context.ts'
import type { PresentSdJwtVc } from '../sd-jwt/present-sd-jwt-vc.ts'
import type { Store } from '../store/store.ts'
import { makeWalletProviderApp } from '../wallet-provider/app.ts'
import { parseWalletProviderConfig } from '../wallet-provider/config.ts'
import { makeWalletProviderContext } from '../wallet-provider/context.ts'
import type { Environment } from './environment.ts'
import type { Place } from './places.ts'

export interface ServiceAdapters {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly store: Store
  readonly fetchDocument: FetchDocument
  /** The wallet's two ports that a story may replace. */
  readonly present: PresentSdJwtVc
  readonly directPost: FetchDocument
}

/** One service of the lab, made of the same parts in the same way as its own program makes it. */
export async function makeService(place: Place, env: Environment, adapters: ServiceAdapters): Promise<Express> {
  switch (place.service) {
    case 'scheme-operator': return makeSchemeOperatorApp(await makeSchemeOperatorContext(parseSchemeOperatorConfig(env), adapters))
    case 'issuer': return makeIssuerApp(await makeIssuerContext(parseIssuerConfig(env), adapters))
    case 'verifier': return makeVerifierApp(await makeVerifierContext(parseVerifierConfig(env), adapters))
    case 'wallet': return makeWalletApp(await makeWalletContext(parseWalletConfig(env), adapters))
    case 'wallet-provider':
      return makeWalletProviderApp(await makeWalletProviderContext(parseWalletProviderConfig(env), adapters))
  }
}
