import { resolve } from 'node:path'
import { commandLine, ensureBuilt } from './bundle.mjs'
import { findElectron } from './electron.mjs'
import { launchPrepared } from './prepare.mjs'
import { callerFolder, root } from './root.mjs'
import { run, runNode } from './run.mjs'
import { say } from './say.mjs'

// npm start [-- DIR...]: the window, in Electron where that works, else in the browser.
await launchPrepared(import.meta.url, async (args) => {
  const folders = args.map((folder) => resolve(callerFolder(), folder))
  await ensureBuilt()
  const display = hasDisplay()
  const electron = display ? await findElectron() : undefined
  if (!display) say('There is no display here, so the window is served to a browser.')
  if (electron) {
    say('Opening Sightline.')
    return run(electron, [root, ...folders])
  }
  return runNode(commandLine, ['serve', ...(display ? ['--open'] : []), '--', ...folders])
})

function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}
