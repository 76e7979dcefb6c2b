import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { FetchFailed } from '../fetch-document.ts'
import { isLoopback, type AllowedAddresses } from './allowed-addresses.ts'

export interface AddressRules {
  /** Also plain http, to loopback. */
  readonly development: boolean
  /** Where loopback is allowed, names under `localhost` are loopback. */
  readonly addresses: AllowedAddresses
}

/**
 * Reads an address to connect to, which may be relative to `base`. The fragment is dropped.
 *
 * @throws FetchFailed `bad_url`, `not_https` or, for a literal address, `forbidden_address`
 */
export function parseAddress(text: string, rules: AddressRules, base?: URL): URL {
  if (!URL.canParse(text, base)) throw new FetchFailed('bad_url', 'the address is not a URL')
  const url = new URL(text, base)
  if (!['https:', 'http:'].includes(url.protocol)) throw new FetchFailed('bad_url', 'the address is not an https URL')
  if (url.username || url.password) throw new FetchFailed('bad_url', 'the address has a user name or password in it')
  if (url.protocol === 'http:' && (!rules.development || base?.protocol === 'https:')) throw notHttps(url)
  url.hash = ''
  // A literal address is connected to without a look-up.
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0) judge(literal, url, rules)
  return url
}

/** The look-up that a connection to `url` uses: every address of the name is judged, and those are connected to. */
export const guardedLookup =
  (url: URL, rules: AddressRules): LookupFunction =>
  (hostname, options, callback) => {
    const answer = (error: Error | null, found: readonly LookupAddress[]) => {
      try {
        if (error) throw error
        if (found.length === 0) throw new FetchFailed('unreachable', `${url.host} has no address`)
        for (const { address } of found) judge(address, url, rules)
      } catch (refusal) {
        return callback(refusal as Error, '')
      }
      if (options.all === true) callback(null, [...found])
      else callback(null, found[0]!.address, found[0]!.family)
    }
    if (rules.addresses.has(localhost.address) && /(^|\.)localhost\.?$/.test(hostname)) return answer(null, [localhost])
    systemLookup(hostname, { family: options.family ?? 0, all: true }, (error, found) => answer(error, found ?? []))
  }

/** Node leaves names under `localhost` to the system's resolver, which often knows only `localhost` itself. */
const localhost: LookupAddress = { address: '127.0.0.1', family: 4 }

function judge(address: string, url: URL, { addresses }: AddressRules): void {
  if (!addresses.has(address)) throw new FetchFailed('forbidden_address', `${url.host} is not at a public address`)
  if (url.protocol === 'http:' && !isLoopback(address)) throw notHttps(url)
}

const notHttps = (url: URL): FetchFailed => new FetchFailed('not_https', `${url.host} is not addressed by https`)
