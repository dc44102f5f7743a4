import { eventNames } from '../../src-preload/contract/events.ts'
import type { EventName, Events } from '../../src-preload/contract/events.ts'
import type { Client, Connection } from './client.ts'

const retryAfterMs = [500, 1_000, 2_000, 4_000]

/** Keeps one stream of events open, opening it again for as long as the window lives. */
export function createEventStream() {
  const target = new EventTarget()
  const connectionListeners = new Set<(connection: Connection) => void>()
  let connection: Connection = 'open'
  let attempts = 0
  let source = open()

  function tell(next: Connection) {
    if (next === connection) return
    connection = next
    for (const listener of connectionListeners) listener(next)
  }

  function open(): EventSource {
    const stream = new EventSource('/api/events')
    stream.addEventListener('open', () => {
      attempts = 0
      tell('open')
    })
    stream.addEventListener('error', () => {
      // The browser's own retrying gives up for good on some answers, so the retrying is done here.
      stream.close()
      void sayWhy().then(tell)
      const waitMs = retryAfterMs[Math.min(attempts++, retryAfterMs.length - 1)] ?? 4_000
      setTimeout(() => {
        source = open()
      }, waitMs)
    })
    for (const name of eventNames) {
      stream.addEventListener(name, (message) => {
        target.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(message.data) as Events[EventName] }))
      })
    }
    return stream
  }

  const on: Client['on'] = (name, listener) => {
    const heard = (event: Event) => listener((event as CustomEvent<Events[typeof name]>).detail)
    target.addEventListener(name, heard)
    return () => target.removeEventListener(name, heard)
  }

  const onConnection: Client['onConnection'] = (listener) => {
    connectionListeners.add(listener)
    return () => connectionListeners.delete(listener)
  }

  /** To be called when a request failed, so that a lost connection is told at once. */
  const check = () => {
    if (source.readyState !== EventSource.OPEN) return
    void sayWhy().then(tell)
  }

  return { on, onConnection, check }
}

/** An event source does not tell why it failed; a plain request does. */
async function sayWhy(): Promise<Connection> {
  try {
    const response = await fetch('/api/request/host.info', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    return response.status === 401 || response.status === 403 ? 'refused' : response.ok ? 'open' : 'lost'
  } catch {
    return 'lost'
  }
}
