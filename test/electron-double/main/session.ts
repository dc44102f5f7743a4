import { EventEmitter } from 'node:events'
import { handlerOf, protocol } from './schemes.ts'
import { strict } from './strict.ts'

type RequestListener = (
  details: { readonly url: string },
  callback: (answer: { cancel?: boolean }) => void,
) => void

let beforeRequest: { readonly urls: readonly RegExp[]; readonly listener: RequestListener } | undefined

/** True when the app's own rule refuses this address. */
export async function isCancelled(url: string): Promise<boolean> {
  const rule = beforeRequest
  if (!rule || !rule.urls.some((pattern) => pattern.test(url))) return false
  const answer = await new Promise<{ cancel?: boolean }>((resolve) => rule.listener({ url }, resolve))
  return answer.cancel === true
}

/** Stands for permission handlers as well: headless Chromium asks nobody, it denies. */
class Session extends EventEmitter {
  readonly protocol = protocol
  spellChecks = true
  permissionRequestHandler: unknown
  permissionCheckHandler: unknown
  devicePermissionHandler: unknown
  setSpellCheckerEnabled = (enabled: boolean): void => void (this.spellChecks = enabled)
  isSpellCheckerEnabled = (): boolean => this.spellChecks
  setPermissionRequestHandler = (handler: unknown): void => void (this.permissionRequestHandler = handler)
  setPermissionCheckHandler = (handler: unknown): void => void (this.permissionCheckHandler = handler)
  setDevicePermissionHandler = (handler: unknown): void => void (this.devicePermissionHandler = handler)
  /** No settings of a system here; a test puts its own answer in this place. */
  resolveProxy = (_url: string): Promise<string> => Promise.resolve('DIRECT')
  readonly webRequest = strict('session.webRequest', {
    onBeforeRequest: (filter: { urls: readonly string[] }, listener: RequestListener): void => {
      beforeRequest = { urls: filter.urls.map(toPattern), listener }
    },
  })
}

export const session = strict('session', { defaultSession: strict('session', new Session()) })

export const net = strict('net', {
  /** Addresses that the app serves itself; there is no network here. */
  async fetch(url: string, init?: RequestInit): Promise<Response> {
    const handler = handlerOf(url)
    if (!handler) throw new TypeError('net::ERR_INTERNET_DISCONNECTED')
    return handler(new Request(url, init))
  },
})

/** A match pattern such as `https://*\/*` as a regular expression. */
function toPattern(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.?+^$()|[\]{}\\]/g, '\\$&').replaceAll('*', '.*')}$`)
}
