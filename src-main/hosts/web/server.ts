import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import openInSystem from 'open'
import { CodedError } from '../../../src-preload/contract/index.ts'
import type { EngineClient } from '../shared/engine-client.ts'
import { rendererFolder } from '../shared/paths.ts'
import { createGuard, type OneTimeLink } from './auth.ts'
import { eventRoutes } from './events.ts'
import { createHostRequests } from './host-requests.ts'
import { pictureRoutes } from './pictures.ts'
import { requestRoutes } from './requests.ts'
import { newSecret } from './secrets.ts'
import { staticRoutes } from './static.ts'
import { visitPath, type VisitAnswer, type Wish } from './visit-proof.ts'
import { visitRoutes } from './visits.ts'

export interface WebHostOptions {
  readonly client: EngineClient
  /** 0, the default, lets the system choose. */
  readonly port?: number
  /** Folders can be added from the browser only within this one: the user's home folder. */
  readonly home: string
  readonly renderer?: string
  readonly openPath?: (path: string) => Promise<unknown>
  /** What a second start of the same user wants; without it there is no asking. */
  readonly receive?: (wish: Wish) => Promise<VisitAnswer>
}

export interface WebHost {
  /** The link for the person who started this: it has the token, and must be shown to nobody else. */
  readonly url: string
  readonly port: number
  readonly token: string
  /** By it a second start and this server know each other; see visit-proof.ts. */
  readonly visitSecret: string
  oneTimeLink(): OneTimeLink
  /** Settles when every connection is closed. */
  close(): Promise<void>
}

/**
 * How long a request may take to arrive, on a connection that does not leave this machine: who sends a byte now and then
 * holds no place for minutes. Answers and events may take as long as they like.
 */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
} as const

/** Below what a process may open: the engine's files and the picture that is shown must still find a place. */
const mostConnections = 512

/** Serves the window and the contract's requests on the loopback interface. Throws a CodedError when the port is taken. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { client, home, renderer = rendererFolder(), openPath = openInSystem } = options
  let port = 0
  const guard = createGuard(() => port)
  const visitSecret = newSecret()
  const events = eventRoutes(client)
  const { receive = noVisits } = options
  const visits = { secret: visitSecret, port: () => port, isOwnHost: guard.isOwnHost, receive }
  const app = new Hono()
    .use(async (context, next) => {
      context.header('x-content-type-options', 'nosniff')
      context.header('referrer-policy', 'no-referrer')
      // Browsers look the names of links up before anybody follows them.
      context.header('x-dns-prefetch-control', 'off')
      context.header('cross-origin-resource-policy', 'same-origin')
      context.header('cross-origin-opener-policy', 'same-origin')
      await next()
    })
    .route(visitPath, visitRoutes(visits))
    .use(guard.middleware)
    .route(
      '/api/request',
      requestRoutes({ client, home, host: createHostRequests({ client, home, openPath }) }),
    )
    .route('/api/events', events.app)
    .route('/photo', pictureRoutes(client))
    .route('/', staticRoutes(renderer))
    .onError((error, context) => context.text(`${error.message}\n`, 500))

  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: patience }) as Server
  server.maxConnections = mostConnections
  await listen(server, options.port ?? 0)
  port = (server.address() as AddressInfo).port
  return {
    url: guard.link(),
    port,
    token: guard.token,
    visitSecret,
    oneTimeLink: guard.oneTimeLink,
    async close() {
      const closed = once(server, 'close')
      server.close()
      guard.close()
      events.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function noVisits(): never {
  throw new CodedError('forbidden', 'This Sightline takes no visits.')
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${code})`
    throw new CodedError('internal', `Port ${port} ${why}; choose another with --port, or leave it out.`)
  }
}
