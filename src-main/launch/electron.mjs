import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFile, root } from './root.mjs'
import { run, runNode } from './run.mjs'
import { say } from './say.mjs'

const folder = join(root, 'node_modules', 'electron')
const downloadLimitMs = 120_000
const rememberMs = 24 * 60 * 60 * 1_000
const absence = () => cacheFile('electron-absent.json')

/** Electron's program when it is there or can be had and runs here; undefined (and a sentence why) when not. */
export async function findElectron() {
  if (!installed()) await download()
  const program = installed()
  if (!program) return undefined
  const works =
    (await run(program, ['--version'], { stdio: 'quiet', timeoutMs: 20_000 }).catch(() => 1)) === 0
  if (!works) say('Electron is there but does not run on this system, so the browser is used.')
  return works ? program : undefined
}

function installed() {
  const note = join(folder, 'path.txt')
  const program = existsSync(note) && join(folder, 'dist', readFileSync(note, 'utf8').trim())
  return program && existsSync(program) ? program : undefined
}

/** The package brings no binary: its own install script downloads it, from outside the npm registry. */
async function download() {
  if (triedLately()) return say('Electron could not be downloaded lately, so the browser is used.')
  say('Downloading Electron, once; this takes two minutes at most.')
  const options = { stdio: 'quiet', timeoutMs: downloadLimitMs }
  const code = await runNode(join(folder, 'install.js'), [], options).catch(() => 1)
  if (code === 0 && installed()) return
  writeFileSync(absence(), JSON.stringify({ triedAtMs: Date.now() }))
  say('Electron could not be downloaded, so the browser is used; it is tried again after a day.')
}

function triedLately() {
  try {
    const { triedAtMs } = JSON.parse(readFileSync(absence(), 'utf8'))
    return Date.now() - triedAtMs < rememberMs
  } catch {
    return false
  }
}
