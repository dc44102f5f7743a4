import { app } from 'electron'
import { dataFolder } from '../shared/paths.ts'
import { readCommandLine } from './command-line.ts'
import { startDesktop } from './desktop.ts'
import { claimSingleInstance } from './single-instance.ts'
import { registerSchemes } from './schemes.ts'
import { keepWindowDataIn } from './user-data.ts'

// Everything up to `whenReady` happens while this module is evaluated: Electron holds its `ready` event back until
// then. For the same reason nothing here may await it, or the app would wait for itself.
const commandLine = readCommandLine(process.argv.slice(1), {
  cwd: process.cwd(),
  namesApp: process.defaultApp === true,
})
const dataDir = dataFolder(commandLine.dataDir)

keepWindowDataIn(dataDir)
if (claimSingleInstance(commandLine.folders)) {
  registerSchemes()
  app.enableSandbox()
  void app.whenReady().then(() => startDesktop({ dataDir, folders: commandLine.folders }))
} else {
  app.quit()
}
