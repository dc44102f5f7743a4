import { commandLine, ensureBuilt } from './bundle.mjs'
import { findElectron } from './electron.mjs'
import { launchPrepared } from './prepare.mjs'
import { callerFolder, root } from './root.mjs'
import { run, runNode } from './run.mjs'
import { say } from './say.mjs'
import { readStartArgs } from './start-args.mjs'

const endedBySignal = 128
const opensWithinMs = 5_000

// npm start [-- [--data DIR] [DIR...]]: the window, in Electron where that works, else in the browser.
await launchPrepared(import.meta.url, async (args) => {
  const { dataDir, folders } = readStartArgs(args, callerFolder())
  const data = dataDir === undefined ? [] : [`--data=${dataDir}`]
  await ensureBuilt()
  const display = hasDisplay()
  const electron = display ? await findElectron() : undefined
  if (!display) say('There is no display here, so the window is served to a browser.')
  if (electron) {
    say('Opening Sightline.')
    const startedAtMs = Date.now()
    const code = await run(electron, [root, ...data, ...folders])
    const neverOpened = code !== 0 && code < endedBySignal && Date.now() - startedAtMs < opensWithinMs
    if (!neverOpened) return code
    say('Electron could not open a window here, so the browser is used.')
  }
  return runNode(commandLine, [...data, 'serve', display ? '--open' : '--join', '--', ...folders])
})

function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}
