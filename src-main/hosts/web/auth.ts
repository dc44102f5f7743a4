import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

export interface Guard {
  readonly token: string
  /** The link to open: its token is swapped for a cookie at once. */
  link(port: number): string
  readonly middleware: MiddlewareHandler
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
export function createGuard(port: () => number, token = randomBytes(32).toString('base64url')): Guard {
  // Cookies are shared by all ports of a host, so two Sightlines need two names.
  const cookieName = () => `sightline-${port()}`
  const ownHosts = () => [`127.0.0.1:${port()}`, `localhost:${port()}`]

  const middleware: MiddlewareHandler = async (context, next) => {
    const { req } = context
    if (!ownHosts().includes(req.header('host') ?? ''))
      return refuse(context, 421, 'This is not the address of Sightline.')
    const origin = req.header('origin')
    const ownOrigin = origin !== undefined && ownHosts().some((host) => origin === `http://${host}`)
    if (origin !== undefined && !ownOrigin)
      return refuse(context, 403, 'Pages of other sites may not ask here.')

    const linkedFromElsewhere = fromAnotherSite(req.header('sec-fetch-site'))
    const offered = req.method === 'GET' && req.path === '/' ? req.query('token') : undefined
    if (offered !== undefined && isSame(offered, token)) {
      setCookie(context, cookieName(), token, { httpOnly: true, sameSite: 'Strict', path: '/' })
      return linkedFromElsewhere ? context.html(goOn) : context.redirect('/', 303)
    }
    if (linkedFromElsewhere) {
      return refuse(context, 403, 'Pages of other sites may not ask here.')
    }
    const authorization = req.header('authorization') ?? ''
    const bearer =
      authorization.startsWith(bearerPrefix) && isSame(authorization.slice(bearerPrefix.length), token)
    if (!bearer && !isSame(getCookie(context, cookieName()) ?? '', token)) {
      return refuse(
        context,
        401,
        'Open the link that Sightline printed when it started: it holds the key to this page.',
      )
    }
    const reading = req.method === 'GET' || req.method === 'HEAD'
    if (!reading && !bearer && !ownOrigin) return refuse(context, 403, 'The request names no origin.')
    return next()
  }
  return { token, link: (at) => `http://127.0.0.1:${at}/?token=${token}`, middleware }
}

function refuse(context: Context, status: 401 | 403 | 421, sentence: string): Response {
  return context.text(`${sentence}\n`, status)
}

/** A page of another port of this machine is "same-site" and would send the cookie along. */
function fromAnotherSite(fetchSite: string | undefined): boolean {
  return fetchSite === 'cross-site' || fetchSite === 'same-site'
}

/** Hashed first: timingSafeEqual needs equal lengths, and the length is then no secret either. */
function isSame(offered: string, token: string): boolean {
  return timingSafeEqual(digest(offered), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
