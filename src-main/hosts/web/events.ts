import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { EngineClient } from '../shared/engine-client.ts'
import type { EventMessage } from '../shared/engine-link.ts'

/** Proxies and sleeping laptops drop silent connections. */
const heartbeatMs = 20_000

export interface EventRoutes {
  readonly app: Hono
  /** Ends every stream, so that the server can close. */
  close(): void
}

/** GET /api/events: the engine's events as they happen, beginning with how things stand. */
export function eventRoutes(client: EngineClient): EventRoutes {
  const streams = new Set<() => void>()
  const app = new Hono().get('/', (context) =>
    streamSSE(context, async (stream) => {
      const send = ({ name, payload }: Pick<EventMessage, 'name' | 'payload'>) =>
        void stream.writeSSE({ event: name, data: JSON.stringify(payload) })
      await new Promise<void>((resolve) => {
        const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs)
        const unsubscribe = client.subscribe(send)
        const end = () => {
          clearInterval(heartbeat)
          unsubscribe()
          streams.delete(end)
          resolve()
        }
        streams.add(end)
        stream.onAbort(end)
        send({ name: 'engine.state', payload: client.state() })
        void sendProgress(client, send)
      })
    }),
  )
  return { app, close: () => [...streams].forEach((end) => end()) }
}

async function sendProgress(
  client: EngineClient,
  send: (event: Pick<EventMessage<'indexing.progress'>, 'name' | 'payload'>) => void,
): Promise<void> {
  const reply = await client.request('indexing.progress', {})
  if (reply.ok)
    send({ name: 'indexing.progress', payload: reply.value as EventMessage<'indexing.progress'>['payload'] })
}
