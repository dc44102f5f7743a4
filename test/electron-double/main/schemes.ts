import { strict } from './strict.ts'

export type ProtocolHandler = (request: Request) => Response | Promise<Response>

const registered = new Set<string>()
const handlers = new Map<string, ProtocolHandler>()
let frozen = false

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string }[]): void {
    if (frozen) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme } of schemes) registered.add(scheme)
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    frozen = true
    // Electron allows it, but such pages would have no origin, which the aliases below cannot imitate.
    if (!registered.has(scheme)) throw new Error(`electron double: ${scheme} is not a registered scheme`)
    if (handlers.has(scheme)) throw new Error(`The protocol ${scheme} is handled already`)
    handlers.set(scheme, handler)
  },
  unhandle: (scheme: string): void => void handlers.delete(scheme),
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
})

export function handlerOf(url: string): ProtocolHandler | undefined {
  return handlers.get(url.slice(0, url.indexOf(':')))
}

// Chromium opens no pages of schemes it was not built with, so pages live under an https name that says the scheme:
// app://sightline/index.html is https://sightline.app.electron-double.test/index.html. The app sees its own names only.
const suffix = '.electron-double.test'

export function toAlias(url: string): string {
  const [, scheme, host, rest] = /^([a-z]+):\/\/([^/?#]*)(.*)$/.exec(url) ?? []
  return scheme && !/^(https?|wss?|file)$/.test(scheme)
    ? `https://${host}.${scheme}${suffix}${rest || '/'}`
    : url
}

export function fromAlias(url: string): string {
  const [, name, rest] = /^https:\/\/([^/?#]*)\.electron-double\.test(.*)$/.exec(url) ?? []
  const dot = name?.lastIndexOf('.') ?? -1
  return name === undefined || dot < 0 ? url : `${name.slice(dot + 1)}://${name.slice(0, dot)}${rest}`
}
