import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { bridgeKey, channels } from './contract/bridge.ts'
import type { PlainError } from './contract/errors.ts'
import { isEventName } from './contract/events.ts'

type Listener = (payload: unknown) => void

const listeners = new Map<string, Set<Listener>>()
/** The last of each event that describes a state, for listeners that come after it was told. */
const standing = new Map<string, unknown>([
  ['engine.state', undefined],
  ['indexing.progress', undefined],
])

ipcRenderer.on(channels.event, (_event, name: unknown, payload: unknown) => {
  if (!isEventName(name)) return
  if (standing.has(name)) standing.set(name, payload)
  for (const listener of listeners.get(name) ?? []) listener(payload)
})

// Three functions and no way to a channel of one's own choosing. The main process parses names and arguments; here only
// their shape is looked at, because the parsers would make this script, which runs before every page, ten times as large.
contextBridge.exposeInMainWorld(bridgeKey, {
  request(name: unknown, args: unknown): Promise<unknown> {
    if (typeof name === 'string' && /^[a-z]+\.[a-z-]+$/.test(name)) {
      return ipcRenderer.invoke(channels.request, name, args)
    }
    const error: PlainError = { code: 'unknown-request', message: 'There is no request of that name.' }
    return Promise.resolve({ ok: false, error })
  },

  on(name: unknown, listener: unknown): () => void {
    if (!isEventName(name)) throw new TypeError('No such event.')
    if (typeof listener !== 'function') throw new TypeError('A listener is a function.')
    const call: Listener = (payload) => void listener(payload)
    const set = listeners.get(name) ?? new Set()
    listeners.set(name, set.add(call))
    if (standing.get(name) !== undefined) call(standing.get(name))
    return () => void set.delete(call)
  },

  pathForFile(file: File): string {
    return webUtils.getPathForFile(file)
  },
})
