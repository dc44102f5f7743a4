import tls from 'node:tls'
import { Agent, EnvHttpProxyAgent, ProxyAgent, type Dispatcher } from 'undici'
import type { Timing } from './timing.ts'

/** The ways out of this machine. */
export interface Connections {
  /** The way to an address: straight, or through the proxy that the environment or the system names. */
  to(url: string): Promise<Dispatcher>
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
  const httpProxy = valueOf(env, 'http_proxy')
  const httpsProxy = valueOf(env, 'https_proxy')
  const noProxy = valueOf(env, 'no_proxy') ?? ''

  return {
    async to(url) {
      if (httpProxy !== undefined || httpsProxy !== undefined) {
        const proxies = { httpProxy: httpProxy ?? '', httpsProxy: httpsProxy ?? '', noProxy }
        return kept('environment', () => new EnvHttpProxyAgent({ ...shared, ...proxies }))
      }
      const proxy = (await proxyFor?.(url).catch(() => null)) ?? null
      if (proxy === null) return kept('', () => new Agent({ connect, allowH2: false }))
      return kept(proxy, () => new ProxyAgent({ ...shared, uri: proxy }))
    },
    async close() {
      await Promise.all([...open.values()].map((dispatcher) => dispatcher.destroy()))
    },
  }
}

/** Both spellings are in use; an empty value means none. */
function valueOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name] || env[name.toUpperCase()] || undefined
}

/** Node's own and the system's: where a company's proxy opens every connection, only the system knows its certificate. */
function trustedCertificates(): string[] | null {
  try {
    return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])]
  } catch {
    return null
  }
}
