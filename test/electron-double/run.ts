import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endWithParent } from './main/parent-watch.ts'
import { standForElectron } from './module-hooks.ts'

// Stands for the program `electron`: `node run.ts APP_FOLDER [ARGS...]`.

const [, , appFolder = '.', ...args] = process.argv
const folder = resolve(appFolder)
process.argv = [process.execPath, folder, ...args]
endWithParent()
standForElectron('browser')

// Imported only now, so that the app and these share one `electron` module.
const { obeyDriver } = await import('./main/remote-control.ts')
const { becomeReady, openEarly } = await import('./main/app.ts')
obeyDriver()

const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main: string }
await import(pathToFileURL(join(folder, main)).href)
const opened = process.env['ELECTRON_DOUBLE_OPEN_FILE']
if (opened) openEarly(opened)
// Electron is ready no earlier than its main module has been evaluated.
await becomeReady()
