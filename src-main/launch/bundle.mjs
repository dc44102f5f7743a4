import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { runNode } from './run.mjs'
import { CannotGoOn, say } from './say.mjs'

const sources = ['src-main', 'src-preload', 'src-renderer', 'resources/NOTICES.txt']
sources.push('electron.vite.config.ts', 'package-lock.json')
const stampFile = join(root, 'out', 'sources.sha256')

export const commandLine = join(root, 'out', 'main', 'cli.js')

/** Builds out/ unless it was built from exactly these sources. */
export async function ensureBuilt() {
  const stamp = sourceStamp()
  if (existsSync(commandLine) && readStamp() === stamp) return
  await build(stamp)
}

/** Builds every process, the preload and the window into out/. */
export async function build(stamp = sourceStamp()) {
  say('Building (electron-vite build).')
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const code = await runNode(tool, ['build', '--logLevel', 'warn'], { stdio: 'to-stderr' })
  if (code !== 0) throw new CannotGoOn('The build failed; the lines above say where.')
  writeFileSync(stampFile, stamp)
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined
}

function sourceStamp() {
  const hash = createHash('sha256')
  for (const source of sources) addToHash(hash, source)
  return hash.digest('hex')
}

function addToHash(hash, path) {
  const full = join(root, path)
  if (!existsSync(full)) return
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addToHash(hash, `${path}/${name}`)
    return
  }
  hash.update(`${path}\0`).update(readFileSync(full)).update('\0')
}
