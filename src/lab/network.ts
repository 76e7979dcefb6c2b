import type { Place } from './places.ts'
import type { TlsMaterial } from './tls.ts'

/** How the lab's services are reached, and what they reach. */
export interface LabNetwork {
  /** Every service speaks https with this. Without it, plain http on loopback, which the pages say. */
  readonly tls?: TlsMaterial & { readonly keyFile: string; readonly certificateFile: string }
  /** Public base URLs by id of the place: what stands in front of the service there is a reverse proxy. */
  readonly publicUrls: ReadonlyMap<string, string>
  /** The proxy in front of the services says who the client is. */
  readonly trustProxy: boolean
  /** Roots that outbound https trusts besides the usual ones; the lab's own among them. */
  readonly extraCa?: { readonly file: string; readonly pem: string }
}

/** Plain http on this machine alone. */
export const plainNetwork: LabNetwork = { publicUrls: new Map(), trustProxy: false }

export const schemeOf = ({ tls }: LabNetwork): 'http' | 'https' => (tls ? 'https' : 'http')

/** Public base URL of a place that listens on `port`. */
export const urlOf = ({ id, host }: Pick<Place, 'id' | 'host'>, port: number, network: LabNetwork): string =>
  network.publicUrls.get(id) ?? `${schemeOf(network)}://${host}:${port}`

/** What services may reach beyond https at public addresses. */
export interface OutboundRules {
  readonly development: boolean
  readonly allowedAddresses: readonly string[]
}

/** Plain http only if a service of the lab itself is reached so, loopback only if one stands there. */
export function outboundRules(urls: Iterable<string>): OutboundRules {
  const all = [...urls].map((url) => new URL(url))
  const local = all.some(({ hostname }) => /^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(hostname))
  return { development: all.some(({ protocol }) => protocol === 'http:'), allowedAddresses: local ? ['loopback'] : [] }
}

/** The variables of a service that follow from the network. @param urls of every place */
export function networkVariables(
  prefix: string,
  urls: Iterable<string>,
  { tls, trustProxy, extraCa }: LabNetwork,
): Readonly<Record<string, string>> {
  const { development, allowedAddresses } = outboundRules(urls)
  return {
    [`${prefix}_DEVELOPMENT_HTTP`]: development ? 'yes' : 'no',
    ...(allowedAddresses.length > 0 && { [`${prefix}_ALLOWED_ADDRESSES`]: allowedAddresses.join() }),
    ...(tls && { [`${prefix}_TLS_KEY_FILE`]: tls.keyFile, [`${prefix}_TLS_CERTIFICATE_FILE`]: tls.certificateFile }),
    ...(extraCa && { [`${prefix}_EXTRA_CA_FILE`]: extraCa.file }),
    ...(trustProxy && { [`${prefix}_TRUST_PROXY`]: 'yes' }),
  }
}
