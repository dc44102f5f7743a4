import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { EngineClient } from '../shared/engine-client.ts'
import type { EventMessage } from '../shared/engine-link.ts'

/** Proxies and sleeping laptops drop silent connections. */
const heartbeatMs = 20_000

/** Events that wait for one reader: some minutes of indexing. */
const mostUnread = 1_000

/** Windows of one person, each in a tab of its own; more are a program that forgets to close what it opens. */
const mostStreams = 64

export interface EventRoutes {
  readonly app: Hono
  /** Ends every stream, so that the server can close. */
  close(): void
}

/** GET /api/events: the engine's events as they happen, beginning with how things stand. */
export function eventRoutes(client: EngineClient): EventRoutes {
  const streams = new Set<() => void>()
  const app = new Hono().get('/', (context) => {
    if (streams.size >= mostStreams)
      return context.text('Too many windows of Sightline are open; close some of them.\n', 503)
    return streamSSE(context, async (stream) => {
      let unread = 0
      const write = (text: string) => {
        unread += 1
        // Who does not read any more would have everything kept for them; a page that lives asks again.
        if (unread > mostUnread) return stream.abort()
        void stream.write(text).then(() => (unread -= 1))
      }
      const send = ({ name, payload }: Pick<EventMessage, 'name' | 'payload'>) =>
        write(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`)
      await new Promise<void>((resolve) => {
        const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs)
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
    })
  })
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
