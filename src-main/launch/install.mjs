import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { run, runNode } from './run.mjs'
import { CannotGoOn, say } from './say.mjs'

/** onnxruntime-node's install script would download CUDA files, which need more than the npm registry. */
const installEnvironment = { ONNXRUNTIME_NODE_INSTALL: 'skip' }

/** Installs the packages of package-lock.json unless they are there. */
export async function ensureInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (wanted && installed && isInstalled(wanted, installed)) return
  say('Installing the packages of package-lock.json (npm ci); the first time takes a few minutes.')
  const code = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']).catch(() => 1)
  if (code !== 0) {
    throw new CannotGoOn(
      'The packages could not be installed (the lines above say why); check that the npm registry can be reached, then run this again.',
    )
  }
}

/**
 * Compares the `packages` of package-lock.json with those of the lockfile in which npm notes what it has installed.
 * Optional packages may be missing on this platform.
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true
    const found = installed[path]
    return found ? found.version === version : optional === true
  })
}

function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages
  } catch {
    return undefined
  }
}

function npm(args) {
  const options = { stdio: 'to-stderr', env: installEnvironment }
  const { npm_execpath: script } = process.env
  if (script?.endsWith('.js')) return runNode(script, args, options)
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}
