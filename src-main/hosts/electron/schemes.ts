import { protocol } from 'electron'

/** The window's own files. */
export const appScheme = 'app'
const appHost = 'sightline'
/** Pictures by photo id: `photo://p12/thumbnail`, `photo://p12/full`. */
export const photoScheme = 'photo'

export const windowUrl = `${appScheme}://${appHost}/index.html`

/** Must run before Electron is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
    // No fetch: pictures are for <img> alone.
    { scheme: photoScheme, privileges: { standard: true, secure: true, stream: true } },
  ])
}

/** True for an address inside the window's own origin. */
export function isOwnUrl(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed?.protocol === `${appScheme}:` && parsed.host === appHost
}
