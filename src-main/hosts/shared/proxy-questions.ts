import type { FromEngine } from './engine-link.ts'

export interface ProxyQuestions {
  /** The system's proxy for an address; null for none, and where nobody answers in time. */
  proxyFor(url: string): Promise<string | null>
  answered(askId: number, proxy: string | null): void
}

/** Looking for a proxy script on the network can take long, and must not hold a download up for ever. */
const patienceMs = 10_000

/** Only Electron's main process knows the system's proxy: the engine asks it. */
export function createProxyQuestions(post: (message: FromEngine) => void): ProxyQuestions {
  const open = new Map<number, (proxy: string | null) => void>()
  let lastId = 0
  return {
    proxyFor: (url) =>
      new Promise((resolve) => {
        const askId = ++lastId
        const settle = (proxy: string | null) => {
          clearTimeout(limit)
          open.delete(askId)
          resolve(proxy)
        }
        const limit = setTimeout(() => settle(null), patienceMs)
        open.set(askId, settle)
        post({ kind: 'ask-proxy', askId, url })
      }),
    answered: (askId, proxy) => open.get(askId)?.(proxy),
  }
}
