import { jurisdictionCodes, jurisdictions } from '../jurisdictions/index.ts'
import { providedWallet, walletProvider } from '../wallet-provider/organisation.ts'
import type { Place } from './places.ts'
import type { RunningService } from './running-lab.ts'
import type { Ink } from './terminal-report.ts'

/** Where everything is, for the terminal in which the lab was started. */
export function addressTable(labUrl: string, services: readonly RunningService[], ink: Ink): string {
  const lines = (chosen: (place: Place) => boolean): readonly string[] =>
    services.filter(({ place }) => chosen(place)).map(({ place, url }) => `  ${roleOf(place).padEnd(20)} ${nameOf(place).padEnd(44)} ${url}`)
  const plain = services.some(({ url }) => url.startsWith('http:'))
  return [
    '',
    `${ink.bold('Kakehashi 架け橋')}  the lab is up; begin here:  ${ink.bold(labUrl)}`,
    '',
    ...jurisdictionCodes.flatMap((code) => [
      ink.bold(jurisdictions[code].name.en),
      ...lines((place) => 'jurisdiction' in place && place.jurisdiction === code),
      '',
    ]),
    ink.bold('Between them'),
    ...lines((place) => !('jurisdiction' in place)),
    '',
    ink.faint(`Everybody here is fictional.${plain ? ' Plain http on this machine only: a declared deviation from HAIP 1.0.' : ''} Ctrl-C ends everything.`),
    '',
  ].join('\n')
}

const roleOf = (place: Place): string =>
  ({
    'scheme-operator': 'trust list',
    issuer: place.service === 'issuer' ? `issuer, ${place.kind}` : 'issuer',
    verifier: 'verifier',
    wallet: 'wallet',
    'wallet-provider': 'wallet provider',
  })[place.service]

function nameOf(place: Place): string {
  if (place.service === 'wallet') return providedWallet.name.en
  if (place.service === 'wallet-provider') return walletProvider.name.en
  const profile = Object.values(jurisdictions).find(({ code }) => code === place.jurisdiction)
  if (!profile) return place.id
  switch (place.service) {
    case 'scheme-operator': return profile.trustList.operator.name.en
    case 'issuer': return profile.issuers[place.kind].name.en
    case 'verifier': return profile.verifiers[place.role].serviceName.en
  }
}
