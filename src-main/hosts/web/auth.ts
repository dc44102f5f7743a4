import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createOneTimeCodes } from './one-time-codes.ts'
import { isSame, newSecret } from './secrets.ts'
import { createSessions } from './sessions.ts'

/** A link that is good once, for a minute. */
export interface OneTimeLink {
  readonly url: string
  /** Settles when it is good no more. */
  readonly over: Promise<void>
}

export interface Guard {
  /** For scripts, as `Authorization: Bearer`, and in the link that is printed: good as long as the server runs. */
  readonly token: string
  /** The link for the person alone: it opens the window again and again. */
  link(): string
  /** A link for everything that others can see, such as the list of processes. */
  oneTimeLink(): OneTimeLink
  /** Names this server and nothing else. */
  isOwnHost(host: string | undefined): boolean
  readonly middleware: MiddlewareHandler
  close(): void
}

/**
 * A browser withholds a strict cookie all along the redirects of a link that was clicked on another site (a terminal in
 * a browser, a chat). A page of ours that goes on by itself begins anew.
 */
const goOn = '<!doctype html><meta http-equiv="refresh" content="0; url=/"><title>Sightline</title>'

const bearerPrefix = 'Bearer '

/**
 * Who may ask. Other people's programs on this machine can reach the port, and any web page can make a browser try:
 * so a secret is needed, the Host must be ours (DNS rebinding), and a page of another origin gets nothing.
 */
export function createGuard(port: () => number, token = newSecret()): Guard {
  const sessions = createSessions()
  const codes = createOneTimeCodes()
  // Cookies are shared by all ports of a host, so two Sightlines need two names.
  const cookieName = () => `sightline-${port()}`
  const ownHosts = () => [`127.0.0.1:${port()}`, `localhost:${port()}`]
  const isOwnHost = (host: string | undefined) => host !== undefined && ownHosts().includes(host)
  const address = (query: string) => `http://127.0.0.1:${port()}/?${query}`

  /** Whether the page is asked for by a link that is good; undefined when it is asked for by none. */
  const isLinked = ({ req }: Context): boolean | undefined => {
    if (req.method !== 'GET' || req.path !== '/') return undefined
    const offered = req.query('token')
    if (offered !== undefined) return isSame(offered, token)
    const code = req.query('code')
    return code === undefined ? undefined : codes.redeem(code)
  }
  const comesIn = (context: Context) => sessions.has(getCookie(context, cookieName()) ?? '')

  const middleware: MiddlewareHandler = async (context, next) => {
    const { req } = context
    if (!isOwnHost(req.header('host'))) return refuse(context, 421, 'This is not the address of Sightline.')
    const origin = req.header('origin')
    const ownOrigin = origin !== undefined && ownHosts().some((host) => origin === `http://${host}`)
    if (origin !== undefined && !ownOrigin)
      return refuse(context, 403, 'Pages of other sites may not ask here.')

    const linkedFromElsewhere = fromAnotherSite(req.header('sec-fetch-site'))
    const linked = isLinked(context)
    if (linked === true) {
      if (!comesIn(context)) {
        setCookie(context, cookieName(), sessions.begin(), { httpOnly: true, sameSite: 'Strict', path: '/' })
      }
      context.header('cache-control', 'no-store')
      return linkedFromElsewhere ? context.html(goOn) : context.redirect('/', 303)
    }
    if (linkedFromElsewhere) {
      return linked === false
        ? refuse(context, 401, usedUp)
        : refuse(context, 403, 'Pages of other sites may not ask here.')
    }
    const authorization = req.header('authorization') ?? ''
    const bearer =
      authorization.startsWith(bearerPrefix) && isSame(authorization.slice(bearerPrefix.length), token)
    if (!bearer && !comesIn(context)) {
      const hint = linked === false ? usedUp : needsLink
      return refuse(context, 401, hint)
    }
    // A link that was used before, loaded again by a browser that is in.
    if (linked === false) return context.redirect('/', 303)
    const reading = req.method === 'GET' || req.method === 'HEAD'
    if (!reading && !bearer && !ownOrigin) return refuse(context, 403, 'The request names no origin.')
    return next()
  }
  return {
    token,
    link: () => address(`token=${token}`),
    oneTimeLink() {
      const { code, over } = codes.issue()
      return { url: address(`code=${code}`), over }
    },
    isOwnHost,
    middleware,
    close: codes.endAll,
  }
}

const needsLink = 'Open the link that Sightline printed when it started: it holds the key to this page.'
const usedUp =
  'Open the link that Sightline printed when it started; this one is not good, or was used before, or is older than a minute.'

function refuse(context: Context, status: 401 | 403 | 421, sentence: string): Response {
  return context.text(`${sentence}\n`, status)
}

/** A page of another port of this machine is "same-site" and would send the cookie along. */
function fromAnotherSite(fetchSite: string | undefined): boolean {
  return fetchSite === 'cross-site' || fetchSite === 'same-site'
}
