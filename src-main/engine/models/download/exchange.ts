import { request, type Dispatcher } from 'undici'
import { hostOf } from './addresses.ts'
import type { Connections } from './connections.ts'
import { errorCode, Interruption } from './interruption.ts'
import { insecureRedirect, proxyRefused, refusedByServer, tooManyRedirects, untrusted } from './problems.ts'
import type { Proxy } from './proxies.ts'
import { retryAfterMs, type Timing } from './timing.ts'

export interface Asked {
  readonly url: string
  readonly file: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Reach {
  readonly connections: Connections
  readonly timing: Timing
  readonly signal: AbortSignal
  /** Whether any server has answered since the download began: then the network is there, and patience is worth it. */
  readonly contact: { isMade: boolean }
}

type Answer = Dispatcher.ResponseData

const mostRedirects = 8
const redirects = new Set([301, 302, 303, 307, 308])
const passing = new Set([408, 425, 429, 500, 502, 503, 504])

/**
 * One GET, redirects followed. Answers with 200, 206 or 416. Throws an Interruption where another attempt may help, a
 * CodedError where none will.
 */
export async function exchange(asked: Asked, reach: Reach): Promise<Answer> {
  let url = asked.url
  for (let followed = 0; followed <= mostRedirects; followed += 1) {
    const answer = await ask(url, asked, reach)
    reach.contact.isMade = true
    const { statusCode, headers } = answer
    if (statusCode === 200 || statusCode === 206 || statusCode === 416) return answer
    // Nobody reads the rest; a body left alone would hold its connection.
    answer.body.on('error', () => {}).destroy()
    const location = first(headers.location)
    if (!redirects.has(statusCode) || location === undefined) throw refusal(answer, url, asked.file)
    url = nextUrl(url, location)
  }
  throw tooManyRedirects(hostOf(asked.url))
}

async function ask(url: string, asked: Asked, { connections, timing, signal }: Reach): Promise<Answer> {
  const { address, authorization } = withoutPassword(url)
  // What was meant for one server is not shown to another.
  const own = new URL(url).origin === new URL(asked.url).origin && authorization
  const { dispatcher, proxy } = await connections.to(address)
  try {
    return await request(address, {
      dispatcher,
      headers: {
        'user-agent': 'Sightline',
        accept: '*/*',
        // Packed bytes could be neither continued nor counted.
        'accept-encoding': 'identity',
        ...asked.headers,
        ...(own ? { authorization: own } : {}),
      },
      headersTimeout: timing.answerTimeoutMs,
      bodyTimeout: timing.stallTimeoutMs,
      signal,
    })
  } catch (error) {
    signal.throwIfAborted()
    throw connectionTrouble(error, url, proxy)
  }
}

function connectionTrouble(error: unknown, url: string, proxy: Proxy | null): Error {
  const message = error instanceof Error ? error.message : String(error)
  if (/\b407\b/.test(message)) return proxyRefused(407)
  const code = errorCode(error)
  if (/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ALTNAME|^ERR_TLS/.test(code))
    return untrusted(hostOf(url), code)
  // A proxy that does not connect us says why in its own words.
  const reason = code === '' || code === 'UND_ERR_ABORTED' ? message : reasonOf(code)
  return new Interruption(proxy ? `${reason}; ${proxy.source}` : reason, {
    answered: /^UND_ERR_(SOCKET|BODY_TIMEOUT)$|^HPE_|^ECONNRESET$/.test(code),
    cause: error,
  })
}

/** In words where people meet it; else the code, by which it can be looked up. */
export function reasonOf(code: string): string {
  const words: Readonly<Record<string, string>> = {
    ENOTFOUND: 'no such address',
    EAI_AGAIN: 'no network',
    ECONNREFUSED: 'connection refused',
    UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
    UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
    UND_ERR_BODY_TIMEOUT: 'nothing came any more',
    UND_ERR_SOCKET: 'the connection was closed',
    ECONNRESET: 'the connection was closed',
  }
  return words[code] ?? code
}

function refusal({ statusCode, headers }: Answer, url: string, file: string): Error {
  if (statusCode === 407) return proxyRefused(407)
  if (!passing.has(statusCode)) return refusedByServer(hostOf(url), statusCode, file)
  const reason = statusCode === 429 ? 'it asks for patience: 429' : `it cannot answer now: ${statusCode}`
  return new Interruption(reason, { retryAfterMs: retryAfterMs(first(headers['retry-after'])) })
}

function nextUrl(from: string, location: string): string {
  const next = URL.parse(location, from)
  const encrypted = from.startsWith('https:')
  if (next?.protocol === 'https:' || (next?.protocol === 'http:' && !encrypted)) return next.href
  throw insecureRedirect(hostOf(from))
}

function withoutPassword(url: string): { address: string; authorization: string | null } {
  const { username, password, ...parsed } = parts(url)
  if (username === '') return { address: url, authorization: null }
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { address: parsed.address, authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

function parts(url: string): { username: string; password: string; address: string } {
  const parsed = new URL(url)
  const { username, password } = parsed
  parsed.username = ''
  parsed.password = ''
  return { username, password, address: parsed.href }
}

export function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
