import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { protocol } from 'electron'
import { windowPolicy } from './csp.ts'
import { appScheme, isOwnUrl } from './schemes.ts'

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Sightline</title>
<p>Sightline's window is missing from this copy. Install it again, or run "npm run build" in a source folder.</p>`

/** Serves `app://sightline/…` from the folder of the built window. */
export function serveWindowFiles(folder: string): void {
  const root = resolve(folder)
  protocol.handle(appScheme, async (request) => {
    const file = isOwnUrl(request.url) && request.method === 'GET' ? fileWithin(root, request.url) : undefined
    const type = file && mimeTypes[extname(file)]
    if (!file || !type) return answer(404, 'text/plain', 'not found')
    try {
      return answer(200, type, await readFile(file))
    } catch {
      return file === join(root, 'index.html')
        ? answer(200, 'text/html; charset=utf-8', notBuilt)
        : answer(404, 'text/plain', 'not found')
    }
  })
}

/** The file that an address names, or undefined when it lies outside `root` (`..`, `%2e%2e%2f`, `%5c`, `%00`). */
function fileWithin(root: string, url: string): string | undefined {
  let path: string
  try {
    path = decodeURIComponent(new URL(url).pathname)
  } catch {
    return undefined
  }
  if (path.includes('\0') || path.includes('\\')) return undefined
  const file = resolve(root, `.${path === '/' ? '/index.html' : path}`)
  return file.startsWith(root + sep) ? file : undefined
}

function answer(status: number, type: string, body: string | Uint8Array<ArrayBuffer>): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': windowPolicy,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-dns-prefetch-control': 'off',
      // The files change with the app's version under the same names (index.html), and reading them is cheap.
      'cache-control': 'no-cache',
    },
  })
}
