import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Where the person was when they typed `npm …`; npm itself changes to the project's folder. */
export function callerFolder() {
  return process.env.INIT_CWD ?? process.cwd()
}

/** For small things that are worth remembering and may be deleted at any time. */
export function cacheFile(name) {
  const folder = join(root, 'node_modules', '.cache', 'sightline')
  mkdirSync(folder, { recursive: true })
  return join(folder, name)
}
