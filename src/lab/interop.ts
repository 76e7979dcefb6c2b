import { parseArgs } from 'node:util'
import { systemClock } from '../base/adapters/system-clock.ts'
import { explain } from '../http/adapters/run-program.ts'
import { FetchFailed } from '../http/fetch-document.ts'
import { Refused } from '../scenarios/parties.ts'
import { fetchAsTheLab, leftLab, NeverStarted } from './adapters/left-lab.ts'
import { admitSuite, suiteWallet } from './adapters/suite-files.ts'
import { labConfig } from './config.ts'
import { makeInterop, type Interop, type IssuerFacts } from './interop/interop-facts.ts'
import { interopText } from './interop/interop-text.ts'
import { sendOffer, type OfferToSend } from './interop/send-offer.ts'
import { suiteCallback, suiteIssuerPlan } from './interop/suite-issuer-plan.ts'
import { colourInk, plainInk } from './terminal-report.ts'

const options = {
  json: { type: 'boolean', default: false },
  issuer: { type: 'string' },
  configuration: { type: 'string' },
  suite: { type: 'string' },
  alias: { type: 'string', default: 'kakehashi' },
  'offer-to': { type: 'string' },
  subject: { type: 'string' },
  by: { type: 'string', default: 'reference' },
  grant: { type: 'string', default: 'authorization_code' },
  'tx-code': { type: 'boolean', default: false },
} as const

/**
 * `npm run interop`: what another team needs to configure its wallet, verifier, issuer or test suite; `--json` for
 * programs. With `--issuer <place>` it does one of two things more: `--suite https://…` admits OpenID's conformance suite
 * there and prints a plan configuration; `--offer-to https://…` brings an offer to that credential offer endpoint.
 */
try {
  const { values } = parseArgs({ options })
  const { folder } = labConfig()
  const lab = await leftLab(folder)
  const interop = makeInterop(lab)
  const configurationOf = (issuer: IssuerFacts): string => values.configuration ?? issuer.credential_configurations[0]!.id
  if (values.suite !== undefined) {
    const issuer = issuerNamed(interop, values.issuer)
    const place = { suite: values.suite.replace(/\/$/, ''), alias: values.alias }
    const suite = await suiteWallet(folder, systemClock.now())
    const plan = suiteIssuerPlan(issuer, suite, { place, configurationId: configurationOf(issuer) })
    const callback = suiteCallback(place)
    const settings = await admitSuite(folder, { place: issuer.place, suite, callback, wallet: interop.wallet })
    // The plan alone goes to standard output, so that it can be kept as a file.
    console.log(JSON.stringify(plan, null, 2))
    console.error(`The suite's clients and attesters are set in ${settings}; start the lab again.`)
    if (!issuer.credential_issuer.startsWith('https:')) {
      console.error('The suite wants https: start the lab with --tls, or behind a proxy.')
    }
  } else if (values['offer-to'] !== undefined) {
    const issuer = issuerNamed(interop, values.issuer)
    const wish: OfferToSend = {
      to: values['offer-to'],
      configurationId: configurationOf(issuer),
      subject: values.subject ?? issuer.test_users.first,
      by: oneOf('--by', values.by, ['value', 'reference']),
      grant: oneOf('--grant', values.grant, ['authorization_code', 'pre-authorized_code']),
      txCode: values['tx-code'],
    }
    const { answer, txCode } = await sendOffer(await fetchAsTheLab(lab), issuer, wish)
    const how = answer === 'redirect' ? 'with a redirect' : answer
    console.log(`${new URL(wish.to).host} answered ${how}${txCode === undefined ? '' : `; transaction code ${txCode}`}`)
  } else {
    const ink = process.stdout.isTTY ? colourInk : plainInk
    console.log(values.json ? JSON.stringify(interop, null, 2) : interopText(interop, ink))
  }
} catch (error) {
  const sentence = [NeverStarted, RangeError, Refused, FetchFailed].some((kind) => error instanceof kind)
  for (const line of sentence ? [(error as Error).message] : explain(error)) console.error(line)
  process.exitCode = 1
}

function issuerNamed({ issuers }: Interop, name: string | undefined): IssuerFacts {
  const found = issuers.find(({ place }) => place === name)
  if (!found) throw new RangeError(`name one of the issuers: --issuer ${issuers.map(({ place }) => place).join(' | ')}`)
  return found
}

function oneOf<Word extends string>(option: string, value: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === value)
  if (!found) throw new RangeError(`${option} is ${words.join(' or ')}`)
  return found
}
