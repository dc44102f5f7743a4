import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import {
  CodedError,
  isRequestName,
  parseArgs,
  requests,
  toPlainError,
  type Handlers,
  type ParsedArgs,
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
    if (name === 'search.picture-from-file') throw picturesNotPaths
    // Parsed here, as it is at every door: what the engine is handed has a shape that can be handed over.
    const args = await allowed(name, parseArgs(name, await readArgs(name, context)), options.home)
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
  return host[name](args as ParsedArgs<N>)
}

const picturesNotPaths = new CodedError(
  'forbidden',
  'A browser hands in pictures, not paths; use search.picture-from-bytes.',
)

/** What a browser may not ask, although the engine would do it. */
async function allowed(name: RequestName, args: unknown, home: string): Promise<unknown> {
  if (name !== 'roots.add' && name !== 'models.import') return args
  const { path } = args as ParsedArgs<'roots.add' | 'models.import'>
  return { path: await withinHome(path, home, command[name]) }
}

const command = { 'roots.add': 'sightline add', 'models.import': 'sightline models import' } as const

/** JSON, or a picture's bytes with the other arguments as JSON in `?args=`. */
async function readArgs(name: RequestName, { req }: Context): Promise<unknown> {
  if (isPicture(req.header('content-type'))) {
    if (name !== 'search.picture-from-bytes')
      throw new CodedError('bad-arguments', `${name} takes JSON, not the bytes of a picture.`)
    const bytes = new Uint8Array(await req.arrayBuffer())
    return { ...objectFrom(req.query('args') ?? '{}'), bytes }
  }
  const text = textFrom(await req.arrayBuffer())
  return text === '' ? {} : objectFrom(text)
}

/** What is no text would otherwise be kept with other letters than were meant. */
function textFrom(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CodedError('bad-arguments', 'The arguments are not text in UTF-8.')
  }
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
