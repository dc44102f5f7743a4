import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Hono } from 'hono'
import { getMimeType } from 'hono/utils/mime'
import { windowPolicy } from './csp.ts'
import { isWithin } from './home.ts'

const notBuilt = 'The window is not built yet: run "npm run build", then load this page again.\n'

/** The window's files, as electron-vite built them into `folder`. */
export function staticRoutes(folder: string): Hono {
  return new Hono().get('*', async (context) => {
    const name = context.req.path === '/' ? 'index.html' : decoded(context.req.path)
    const file = name && resolve(folder, `./${name}`)
    const content = file && isWithin(file, resolve(folder)) ? await contentOf(file) : undefined
    if (content === undefined) {
      const missing = name === 'index.html' && (await contentOf(join(folder, 'index.html'))) === undefined
      return missing ? context.text(notBuilt, 503) : context.text('Not found.\n', 404)
    }
    context.header('content-type', getMimeType(name ?? '') ?? 'application/octet-stream')
    context.header('content-security-policy', windowPolicy)
    // Built assets carry a hash in their names; the page that names them must always be fresh.
    const lasting = context.req.path.startsWith('/assets/')
    context.header('cache-control', lasting ? 'private, max-age=31536000, immutable' : 'no-store')
    return context.body(new Uint8Array(content))
  })
}

function decoded(path: string): string | undefined {
  try {
    const name = decodeURIComponent(path)
    return name.includes('\0') ? undefined : name
  } catch {
    return undefined
  }
}

async function contentOf(file: string): Promise<Uint8Array | undefined> {
  return readFile(file).catch(() => undefined)
}
