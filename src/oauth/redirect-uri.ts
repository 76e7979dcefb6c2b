import { confirm } from '../base/checks.ts'

/**
 * Judges the redirect URI of a pushed authorization request — RFC 9700 §4.1.3, FAPI 2.0 Security Profile.
 *
 * A registered client uses one of its own, compared as text. A client that nobody registered, but that a trusted wallet
 * provider attests, names its own with every pushed request: authenticated, and bound to that request.
 *
 * @param registered of the client; null for a client that is not registered
 * @param development whether plain http on loopback is allowed
 * @throws CheckFailed saying what is wrong with it
 */
export function confirmRedirectUri(
  uri: string,
  { registered, development }: { readonly registered: readonly string[] | null; readonly development: boolean },
): void {
  confirm(isRedirectUri(uri), 'redirect_uri must be an absolute address without fragment, of printable characters')
  if (registered) return confirm(registered.includes(uri), 'redirect_uri is none of those registered for this client')
  const { protocol, hostname } = new URL(uri)
  const loopback = development && protocol === 'http:' && isLoopback(hostname)
  confirm(protocol === 'https:' || loopback, 'redirect_uri must be https; other schemes have to be registered')
}

/** Whether a text can be registered at all. What a browser would run instead of visiting is no address. */
export function isRedirectUri(uri: string): boolean {
  const plain = /^[a-zA-Z][\w+.-]*:[\x21\x24-\x5b\x5d\x5f\x61-\x7a~]+$/
  if (uri.length > 2000 || !plain.test(uri) || !URL.canParse(uri)) return false
  const { protocol, username, password } = new URL(uri)
  return !runs.has(protocol) && username === '' && password === ''
}

const runs = new Set(['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:', 'filesystem:'])

const isLoopback = (hostname: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\]|.+\.localhost)$/.test(hostname)
