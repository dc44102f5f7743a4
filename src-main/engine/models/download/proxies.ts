import { hostOf } from './addresses.ts'
import { noProxyAddress } from './problems.ts'

export interface Proxy {
  readonly address: string
  /** Who names it, and its host: for a sentence. */
  readonly source: string
}

/**
 * The proxy that the environment names for addresses like this one; null where it names none. As curl has it, a scheme
 * may be left out, and ALL_PROXY is for what no other names. Throws CodedError `download-failed` for what is no address.
 */
export function environmentProxy(env: NodeJS.ProcessEnv, url: string): Proxy | null {
  const own = url.startsWith('https:') ? 'https_proxy' : 'http_proxy'
  for (const name of [own, own.toUpperCase(), 'all_proxy', 'ALL_PROXY']) {
    const value = env[name]?.trim()
    if (value) return proxyAt(value, name)
  }
  return null
}

export function proxyAt(value: string, name: string): Proxy {
  const parsed = URL.parse(value.includes('://') ? value : `http://${value}`)
  // The name is left to the proxy, which is what the h asks for.
  const address = parsed?.href.replace(/^socks5h:/, 'socks5:') ?? ''
  if (!parsed?.hostname || !/^(https?|socks5):/.test(address)) throw noProxyAddress(name)
  return { address, source: `${name} names ${hostOf(address)}` }
}
