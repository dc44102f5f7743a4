import { app, dialog } from 'electron'
import { keepQuiet } from '../../engine/quiet.ts'
import { followLauncher } from '../shared/follow-launcher.ts'
import { dataFolder } from '../shared/paths.ts'
import { readCommandLine } from './command-line.ts'
import { startDesktop } from './desktop.ts'
import { collectOpenedFiles } from './opened-files.ts'
import { claimSingleInstance } from './single-instance.ts'
import { registerSchemes } from './schemes.ts'
import { keepWindowDataIn } from './user-data.ts'

/** An app that does not end in order within this time of its launcher's death is ended. */
const orphanGraceMs = 5_000

// Everything up to `whenReady` happens while this module is evaluated: Electron holds its `ready` event back until
// then. For the same reason nothing here may await it, or the app would wait for itself.
keepQuiet()
const commandLine = readCommandLine(process.argv.slice(1), {
  cwd: process.cwd(),
  namesApp: process.defaultApp === true,
})
const dataDir = dataFolder(commandLine.dataDir)
const openedFiles = collectOpenedFiles()

followLauncher(() => {
  setTimeout(() => app.exit(0), orphanGraceMs)
  app.quit()
})

keepWindowDataIn(dataDir)
if (claimSingleInstance(commandLine.folders)) {
  registerSchemes()
  app.enableSandbox()
  app
    .whenReady()
    .then(() => startDesktop({ dataDir, folders: commandLine.folders, openedFiles }))
    .catch(endWithSentence)
} else {
  app.quit()
}

/** For what keeps even the window from opening; everything else is said in the window. */
function endWithSentence(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  dialog.showErrorBox(
    'Sightline cannot start',
    `${reason}\n\nYour photos are untouched. Install Sightline again.`,
  )
  app.exit(1)
}
