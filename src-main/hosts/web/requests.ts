import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import {
  CodedError,
  isRequestName,
  parseArgs,
  requests,
  toPlainError,
  type Handlers,
  type Reply,
  type RequestName,
  type RequestsBy,
} from '../../../src-preload/contract/index.ts'
import type { EngineClient } from '../shared/engine-client.ts'
import { withinHome } from './home.ts'
import { statuses } from './statuses.ts'

export interface RequestRouteOptions {
  readonly client: EngineClient
  readonly host: Handlers<RequestsBy<'host'>>
  readonly home: string
}

const jsonLimitBytes = 4 * 2 ** 20
const pictureLimitBytes = 200 * 2 ** 20
const pictureType = 'application/octet-stream'

/** POST /api/request/<name>: the contract's requests. The body is the arguments, the answer a Reply. */
export function requestRoutes(options: RequestRouteOptions): Hono {
  return new Hono().post(
    '/:name',
    limit(jsonLimitBytes, 'json'),
    limit(pictureLimitBytes, 'picture'),
    async (context) => {
      const reply = await answer(options, context)
      return context.json(reply, reply.ok ? 200 : statuses[reply.error.code])
    },
  )
}

async function answer(options: RequestRouteOptions, context: Context): Promise<Reply<unknown>> {
  try {
    const name = context.req.param('name') ?? ''
    if (!isRequestName(name)) throw new CodedError('unknown-request', `There is no request "${name}".`)
    const args = await allowed(name, await readArgs(context), options.home)
    if (requests[name].by === 'engine') return await options.client.request(name, args)
    return { ok: true, value: await callHost(options.host, name as RequestsBy<'host'>, args) }
  } catch (error) {
    return { ok: false, error: toPlainError(error) }
  }
}

function callHost<N extends RequestsBy<'host'>>(
  host: Handlers<RequestsBy<'host'>>,
  name: N,
  args: unknown,
): unknown {
  return host[name](parseArgs(name, args))
}

/** What a browser may not ask, although the engine would do it. */
async function allowed(name: RequestName, args: unknown, home: string): Promise<unknown> {
  if (name === 'search.picture-from-file') {
    throw new CodedError(
      'forbidden',
      'A browser hands in pictures, not paths; use search.picture-from-bytes.',
    )
  }
  if (name !== 'roots.add') return args
  const { path } = parseArgs('roots.add', args)
  return { path: await withinHome(path, home) }
}

/** JSON, or a picture's bytes with the other arguments as JSON in `?args=`. */
async function readArgs({ req }: Context): Promise<unknown> {
  if (isPicture(req.header('content-type'))) {
    const bytes = new Uint8Array(await req.arrayBuffer())
    return { ...objectFrom(req.query('args') ?? '{}'), bytes }
  }
  const text = await req.text()
  return text === '' ? {} : objectFrom(text)
}

function objectFrom(json: string): object {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    throw new CodedError('bad-arguments', 'The arguments are not JSON.')
  }
  if (typeof parsed === 'object' && parsed !== null) return parsed
  throw new CodedError('bad-arguments', 'The arguments are not a JSON object.')
}

function limit(maxSize: number, kind: 'json' | 'picture') {
  const limited = bodyLimit({
    maxSize,
    onError: (context) => {
      const message = `The request is larger than ${maxSize / 2 ** 20} MB.`
      return context.json({ ok: false, error: { code: 'bad-arguments', message } }, 413)
    },
  })
  return (context: Context, next: () => Promise<void>) =>
    isPicture(context.req.header('content-type')) === (kind === 'picture') ? limited(context, next) : next()
}

function isPicture(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim() === pictureType
}
