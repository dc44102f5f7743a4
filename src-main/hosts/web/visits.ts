import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import { isSame, newSecret } from './secrets.ts'
import { hello, proofOf, visit, wish, type VisitAnswer, type Wish } from './visit-proof.ts'

export interface VisitRouteOptions {
  readonly secret: string
  readonly port: () => number
  isOwnHost(host: string | undefined): boolean
  /** What a second start of the same user wants. */
  receive(wish: Wish): Promise<VisitAnswer>
}

const mostGreeted = 32
const limitBytes = 2 ** 20

/** POST /api/visit/hello and /api/visit: a second start, which has neither token nor cookie; see visit-proof.ts. */
export function visitRoutes({ secret, port, isOwnHost, receive }: VisitRouteOptions): Hono {
  /** Numbers that were handed out and not used yet, the oldest first. */
  const greeted = new Set<string>()
  return new Hono()
    .use(async ({ req, text }, next) => {
      // No page has anything to ask here, not even our own.
      const isPage = req.header('origin') !== undefined || req.header('sec-fetch-site') !== undefined
      if (isPage || !isOwnHost(req.header('host'))) return text('Not for pages.\n', 403)
      return next()
    })
    .use(bodyLimit({ maxSize: limitBytes, onError: ({ text }) => text('Too much.\n', 413) }))
    .post('/hello', async (context) => {
      const asked = await bodyOf(context, hello)
      if (!asked) return context.text('Not understood.\n', 400)
      const nonce = newSecret()
      const nonces = `${asked.nonce} ${nonce}`
      const [oldest] = greeted
      if (greeted.size >= mostGreeted && oldest !== undefined) greeted.delete(oldest)
      greeted.add(nonces)
      return context.json({ nonce, proof: proofOf(secret, 'server', port(), nonces) })
    })
    .post('/', async (context) => {
      const asked = await bodyOf(context, visit)
      if (!asked) return context.text('Not understood.\n', 400)
      const isKnown = greeted.delete(asked.nonces)
      const expected = proofOf(secret, 'visitor', port(), asked.nonces, asked.wish)
      if (!isKnown || !isSame(asked.proof, expected)) return context.text('Not proved.\n', 401)
      return context.json(await receive(wish.parse(JSON.parse(asked.wish))))
    })
}

async function bodyOf<T extends z.ZodType>({ req }: Context, shape: T): Promise<z.infer<T> | undefined> {
  const body: unknown = await req.json().catch(() => undefined)
  return shape.safeParse(body).data
}
