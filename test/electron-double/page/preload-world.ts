import type { Wire } from './wire.ts'
import type { makeWorldLink } from './world-link.ts'

/** What the preload's world tells the main process. */
export type FromPreload =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'preload-error'; readonly message: string }

/** What the main process tells the preload's world. */
export type ToPreload =
  | { readonly kind: 'answer'; readonly id: number; readonly ok: boolean; readonly value: string }
  | { readonly kind: 'event'; readonly channel: string; readonly args: string }
  | { readonly kind: 'file-path'; readonly name: string; readonly sizeBytes: number; readonly path: string }

export interface PreloadEnvironment {
  readonly platform: string
  readonly versions: Readonly<Record<string, string | undefined>>
}

export type Preload = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  process: unknown,
) => void

/**
 * Runs in the preload's isolated world before the page's scripts, and gives the preload the `electron` module that a
 * sandboxed preload gets. Self-contained: its text is run inside the page.
 */
export function runPreload(
  token: string,
  wire: Wire,
  makeLink: typeof makeWorldLink,
  environment: PreloadEnvironment,
  preload: Preload,
): void {
  type Listener = (event: unknown, ...args: unknown[]) => void
  const world = globalThis as unknown as {
    electronDoubleSend(text: string): void
    electronDoubleReceive(message: ToPreload): void
  }
  const post = (message: FromPreload): void => world.electronDoubleSend(JSON.stringify(message))
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  const listeners = new Map<string, Listener[]>()
  const filePaths = new Map<string, string>()
  const exposed = new Set<string>()
  let lastId = 0

  const strict = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get(target, key, receiver): unknown {
        if (key in target || typeof key === 'symbol') return Reflect.get(target, key, receiver)
        throw new Error(`electron double: ${name}.${key} is not there`)
      },
    })
  const link = makeLink({ out: `${token}-to-page`, in: `${token}-to-preload` }, wire, () => {})

  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        post({ kind: 'invoke', id: lastId, channel, args: wire.encode(args) })
      }),
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off(channel: string, listener: Listener) {
      const others = (listeners.get(channel) ?? []).filter((other) => other !== listener)
      listeners.set(channel, others)
      return ipcRenderer
    },
  })

  world.electronDoubleReceive = (message) => {
    if (message.kind === 'event') {
      const args = wire.decode(message.args) as unknown[]
      for (const listener of listeners.get(message.channel) ?? []) listener({ sender: ipcRenderer }, ...args)
    } else if (message.kind === 'file-path') {
      filePaths.set(`${message.name}:${message.sizeBytes}`, message.path)
    } else {
      const { resolve, reject } = waiting.get(message.id) ?? {}
      waiting.delete(message.id)
      if (message.ok) resolve?.(wire.decode(message.value))
      else reject?.(wire.decode(message.value))
    }
  }

  const electron = strict('electron', {
    ipcRenderer,
    contextBridge: strict('contextBridge', {
      exposeInMainWorld(key: string, api: unknown) {
        if (exposed.has(key)) {
          throw new Error('Cannot bind an API on top of an existing property on the window object')
        }
        exposed.add(key)
        link.expose(key, api)
      },
    }),
    webUtils: strict('webUtils', {
      getPathForFile(file: unknown): string {
        if (!(file instanceof File)) throw new TypeError('getPathForFile expects a File')
        // Chromium tells pages no paths; the driver names the files that it drops beforehand.
        return filePaths.get(`${file.name}:${file.size}`) ?? ''
      },
    }),
  })
  const require = (name: string): unknown => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  const process = { ...environment, type: 'renderer', sandboxed: true, contextIsolated: true }
  try {
    preload(require, module, module.exports, process)
  } catch (error) {
    post({
      kind: 'preload-error',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  }
}
