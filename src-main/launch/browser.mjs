import { existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from './root.mjs'
import { run, runNode } from './run.mjs'
import { CannotGoOn, say } from './say.mjs'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) => {
    const base = process.env[folder]
    if (!base) return []
    return ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((file) =>
      join(base, file),
    )
  }),
]

/** An installed Chromium, Chrome or Edge, or playwright's own; undefined when there is none. */
export async function findBrowser() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  const candidates = [process.env.SIGHTLINE_BROWSER, ...onPath, ...elsewhere, await playwrightBrowser()]
  return candidates.find((path) => path && existsSync(path) && statSync(path).isFile())
}

/** A browser for the tests: the one that is there, else Debian's, else playwright's. */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found) return found
  if (isDebianRoot()) await installWithApt(['chromium', 'fonts-liberation'])
  const debian = await findBrowser()
  if (debian) return debian
  say("Installing playwright's Chromium, because no browser was found.")
  const tool = join(root, 'node_modules', 'playwright-core', 'cli.js')
  await runNode(tool, ['install', 'chromium'], { stdio: 'to-stderr', timeoutMs: 300_000 }).catch(() => 1)
  const own = await findBrowser()
  if (own) return own
  throw new CannotGoOn(
    'No browser could be had for the tests: install Chromium or Chrome, then run this again.',
  )
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

async function installWithApt(packages) {
  say(`Installing Debian's ${packages.join(' and ')}, because no browser was found.`)
  const options = { stdio: 'to-stderr', env: { DEBIAN_FRONTEND: 'noninteractive' } }
  await run('apt-get', ['update', '-qq'], options).catch(() => 1)
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options).catch(
    () => 1,
  )
}

async function playwrightBrowser() {
  try {
    const { chromium } = await import('playwright-core')
    return chromium.executablePath()
  } catch {
    return undefined
  }
}
