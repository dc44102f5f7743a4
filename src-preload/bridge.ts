import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { bridgeKey, channels } from './contract/bridge.ts'
import type { PlainError } from './contract/errors.ts'
import { isEventName, type EventName } from './contract/events.ts'

type Listener = (payload: unknown) => void

const listeners = new Map<EventName, Set<Listener>>()
/** The last of each event that describes a state, for listeners that come after it was told. */
const standing = new Map<EventName, unknown>()
const states: ReadonlySet<EventName> = new Set(['engine.state', 'indexing.progress'])
/** What was told before the page listened for the first time. */
const unheard = new Map<EventName, unknown[]>()

ipcRenderer.on(channels.event, (_event, name: unknown, payload: unknown) => {
  if (!isEventName(name)) return
  const heard = listeners.get(name)
  if (states.has(name)) standing.set(name, payload)
  else if (!heard) unheard.set(name, [...(unheard.get(name) ?? []), payload])
  for (const listener of heard ?? []) listener(payload)
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
    if (standing.has(name)) call(standing.get(name))
    for (const payload of unheard.get(name) ?? []) call(payload)
    unheard.delete(name)
    return () => void set.delete(call)
  },

  pathForFile(file: File): string {
    return webUtils.getPathForFile(file)
  },
})
