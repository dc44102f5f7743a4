import tls from 'node:tls'
import { Agent, EnvHttpProxyAgent, ProxyAgent, type Dispatcher } from 'undici'
import { environmentProxy, proxyAt, type Proxy } from './proxies.ts'
import type { Timing } from './timing.ts'

export interface Way {
  readonly dispatcher: Dispatcher
  /** Null where no proxy was named. */
  readonly proxy: Proxy | null
}

/** The ways out of this machine. */
export interface Connections {
  /** The way to an address: straight, or through the proxy that the environment or the system names. */
  to(url: string): Promise<Way>
  close(): Promise<void>
}

export interface ConnectionOptions {
  readonly env: NodeJS.ProcessEnv
  readonly proxyFor: ((url: string) => Promise<string | null>) | undefined
  readonly timing: Timing
}

export function createConnections({ env, proxyFor, timing }: ConnectionOptions): Connections {
  const certificates = trustedCertificates()
  const connect = { timeout: timing.connectTimeoutMs, ...(certificates ? { ca: certificates } : {}) }
  // A tunnel for https, as everywhere; an ordinary request for http, which many proxies insist on.
  const shared = { connect, requestTls: connect, proxyTls: connect, allowH2: false, proxyTunnel: false }
  const open = new Map<string, Dispatcher>()
  const kept = (name: string, make: () => Dispatcher): Dispatcher => {
    const dispatcher = open.get(name) ?? make()
    open.set(name, dispatcher)
    return dispatcher
  }
  const noProxy = env.no_proxy || env.NO_PROXY || ''
  const through = ({ address }: Proxy) =>
    kept(
      `environment ${address}`,
      () => new EnvHttpProxyAgent({ ...shared, httpProxy: address, httpsProxy: address, noProxy }),
    )

  return {
    async to(url) {
      const named = environmentProxy(env, url)
      if (named) return { dispatcher: through(named), proxy: named }
      const told = (await proxyFor?.(url).catch(() => null)) ?? null
      if (told === null)
        return { dispatcher: kept('', () => new Agent({ connect, allowH2: false })), proxy: null }
      const proxy = proxyAt(told, "The system's proxy setting")
      const { address } = proxy
      return { dispatcher: kept(address, () => new ProxyAgent({ ...shared, uri: address })), proxy }
    },
    async close() {
      await Promise.all([...open.values()].map((dispatcher) => dispatcher.destroy()))
    },
  }
}

/** Node's own and the system's: where a company's proxy opens every connection, only the system knows its certificate. */
function trustedCertificates(): string[] | null {
  try {
    return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])]
  } catch {
    return null
  }
}
