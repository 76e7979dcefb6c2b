import { BlockList, isIPv6 } from 'node:net'

/** Which addresses a service may connect to. */
export interface AllowedAddresses {
  has(address: string): boolean
}

/**
 * Globally reachable unicast addresses, and what is listed besides. What the IANA special-purpose registries (RFC 6890)
 * set apart is refused: private, shared, loopback, link-local, documentation, benchmarking, translation, multicast.
 *
 * @param loopback also 127.0.0.0/8 and ::1, for development
 * @param further  addresses (`10.1.2.3`) and networks (`10.1.0.0/16`) of the operator's own that are allowed; `loopback` too
 */
export function allowedAddresses({
  loopback,
  further,
}: {
  loopback: boolean
  further: readonly string[]
}): AllowedAddresses {
  const special = networks(specialV4, specialV6)
  const own = further.flatMap((entry) => (entry === 'loopback' ? loopbackNetworks : [entry]))
  const allowed = networks(loopback ? loopbackNetworks : [], own)
  return {
    has(address) {
      const family = isIPv6(address) ? 'ipv6' : 'ipv4'
      if (allowed.check(address, family)) return true
      if (family === 'ipv6' && !globalUnicast.check(address, 'ipv6')) return false
      return !special.check(address, family)
    },
  }
}

export const isLoopback = (address: string): boolean => loopbackOnly.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

const specialV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Inside 2000::/3: IETF protocol assignments with Teredo, documentation, 6to4. All else lies outside of it. */
const specialV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

/** This machine alone. */
const loopbackNetworks = ['127.0.0.0/8', '::1/128']

const networks = (...lists: readonly (readonly string[])[]): BlockList => {
  const list = new BlockList()
  for (const entry of lists.flat()) {
    const [address = '', bits] = entry.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  return list
}

const globalUnicast = networks(['2000::/3'])
const loopbackOnly = networks(loopbackNetworks)
