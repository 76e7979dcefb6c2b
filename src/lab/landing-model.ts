import type { Localized } from '../base/localized.ts'
import { jurisdictions } from '../jurisdictions/index.ts'
import type { JurisdictionProfile } from '../jurisdictions/jurisdiction-profile.ts'
import { directionIds, directions, type Direction } from '../scenarios/student-exchange/directions.ts'
import { faultIds, faults, faultsOf } from '../scenarios/student-exchange/faults.ts'
import { scenario } from '../scenarios/student-exchange/student-exchange.ts'
import { walletProvider } from '../wallet-provider/organisation.ts'
import type { RunningService } from './running-lab.ts'
import { serviceWords, storyWords } from './story-words.ts'
import type { DirectionModel, FaultModel, JurisdictionModel, LandingModel, ServiceModel, StoryIntroduction } from './views/models.ts'

export const landingModel = (services: readonly RunningService[], development: boolean): LandingModel => ({
  runAction: '/runs',
  development,
  jurisdictions: Object.values(jurisdictions).map((profile) => jurisdictionModel(profile, services)),
  wallet: walletModel(services),
  walletProvider: walletProviderModel(services),
  stories: [studentExchangeIntroduction(services)],
})

const jurisdictionModel = (profile: JurisdictionProfile, services: readonly RunningService[]): JurisdictionModel => ({
  code: profile.code,
  name: profile.name,
  theme: profile.theme,
  services: services
    .filter(({ place }) => 'jurisdiction' in place && place.jurisdiction === profile.code)
    .map((service) => serviceModel(service, profile)),
})

/** @throws Error for the wallet and its provider, which belong to no jurisdiction */
export function serviceModel({ place, url }: RunningService, profile: JurisdictionProfile): ServiceModel {
  switch (place.service) {
    case 'scheme-operator':
      return { kind: 'scheme_operator', name: profile.trustList.operator.name, purpose: serviceWords.list, href: url, theme: 'pine' }
    case 'issuer': {
      const { name } = profile.credentials[place.kind]
      return { kind: 'issuer', name: profile.issuers[place.kind].name, purpose: around(serviceWords.issues, name), href: url, theme: profile.theme }
    }
    case 'verifier':
      return { kind: 'verifier', name: profile.verifiers[place.role].serviceName, purpose: serviceWords.verifies, href: url, theme: profile.theme }
    case 'wallet':
    case 'wallet-provider':
      throw new Error(`the ${place.service} belongs to no jurisdiction`)
  }
}

export const walletModel = (services: readonly RunningService[]): ServiceModel => ({
  kind: 'wallet', name: serviceWords.wallet, purpose: serviceWords.holds, href: neutralUrl(services, 'wallet'), theme: 'ink',
})

export const walletProviderModel = (services: readonly RunningService[]): ServiceModel => ({
  kind: 'wallet_provider', name: walletProvider.name, purpose: serviceWords.vouches, href: neutralUrl(services, 'wallet-provider'), theme: 'ochre',
})

function neutralUrl(services: readonly RunningService[], service: 'wallet' | 'wallet-provider'): string {
  const url = services.find(({ place }) => place.service === service)?.url
  if (url === undefined) throw new Error(`the lab has no ${service}`)
  return url
}

const studentExchangeIntroduction = (services: readonly RunningService[]): StoryIntroduction => ({
  scenario,
  title: storyWords.title,
  summary: storyWords.summary,
  directions: directionIds.map((id) => directionModel(directions[id], services)),
  faults: faultIds.map(faultModel),
})

export const faultModel = (id: (typeof faultIds)[number]): FaultModel => ({
  id,
  title: faults[id].title,
  explanation: faults[id].explanation,
  directions: directionIds.filter((direction) => faultsOf(direction).includes(id)),
})

export const directionModel = ({ id, from, to, holder, title }: Direction, services: readonly RunningService[]): DirectionModel => ({
  id,
  title,
  short: `${from} → ${to}`,
  traveller: { name: holder.name, lang: holder.lang },
  summary: storyWords.directions[id],
  from: jurisdictions[from].theme,
  to: jurisdictions[to].theme,
  byHand: [
    { label: storyWords.byHand.identity, href: urlOf(services, 'issuer', from, 'identity') },
    { label: storyWords.byHand.diploma, href: urlOf(services, 'issuer', from, 'diploma') },
    { label: storyWords.byHand.present, href: urlOf(services, 'verifier', to) },
  ],
})

function urlOf(services: readonly RunningService[], service: 'issuer' | 'verifier', jurisdiction: string, kind?: string): string {
  const found = services.find(
    ({ place }) => place.service === service && place.jurisdiction === jurisdiction && (!('kind' in place) || place.kind === kind),
  )
  if (!found) throw new Error(`the lab has no ${service} of ${jurisdiction}`)
  return found.url
}

/** Puts a name into a sentence of each language: `…` marks the place. */
const around = (sentence: Localized, name: Localized): Localized => ({
  en: sentence.en.replace('…', name.en),
  ja: sentence.ja.replace('…', name.ja),
  fr: sentence.fr.replace('…', name.fr),
})
