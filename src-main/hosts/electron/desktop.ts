import { join } from 'node:path'
import { app } from 'electron'
import type { BrowserWindow } from 'electron'
import type { WindowCommand } from '../../../src-preload/contract/index.ts'
import { createEngineClient } from '../shared/engine-client.ts'
import { createLog } from '../shared/log.ts'
import { modelsFolder, rendererFolder } from '../shared/paths.ts'
import { addFolders } from './add-folders.ts'
import { serveWindowFiles } from './app-protocol.ts'
import { spawnEngine } from './engine-process.ts'
import { createHostRequests } from './host-requests.ts'
import { answerRequests } from './ipc.ts'
import { setApplicationMenu } from './menu.ts'
import type { OpenedFiles } from './opened-files.ts'
import { servePictures } from './photo-protocol.ts'
import { tellOfPower } from './power.ts'
import { quitAfter } from './quit.ts'
import { lockDown } from './security.ts'
import { onSecondInstance } from './single-instance.ts'
import { createWindowEvents } from './window-events.ts'
import { bringToFront, openWindow } from './window.ts'

export interface DesktopOptions {
  readonly dataDir: string
  /** Folders from the command line, absolute. */
  readonly folders: readonly string[]
  readonly openedFiles: OpenedFiles
}

/** Wires the app together once Electron is ready: engine, protocols, requests, menu, window. */
export function startDesktop({ dataDir, folders, openedFiles }: DesktopOptions): void {
  const events = createWindowEvents()
  const engine = createEngineClient({
    spawn: spawnEngine,
    dataDir,
    modelsDir: modelsFolder(),
    onEvent: events.emit,
    log: createLog('warn'),
  })
  // The client tells of changes; this is where it begins.
  events.emit('engine.state', engine.state())
  let window: BrowserWindow | undefined

  const showWindow = (): void => {
    if (window) return bringToFront(window)
    window = openWindow({ preload: join(outFolder(), 'preload', 'bridge.cjs'), icon: windowIcon() })
    events.attach(window.webContents)
    window.on('closed', () => (window = undefined))
  }
  const run = (command: WindowCommand): void => {
    if (!window) showWindow()
    events.emit('command', { command })
  }
  const visit = (more: readonly string[]): void => {
    showWindow()
    void addFolders(engine, more, events.emit)
  }

  lockDown()
  serveWindowFiles(rendererFolder())
  servePictures((photoId, size) => engine.picture(photoId, size))
  const host = createHostRequests({ engine, dataDir, window: () => window })
  tellOfPower(engine)
  answerRequests({ page: () => window?.webContents, host, engine: engine.request })
  setApplicationMenu({ run, developer: !app.isPackaged })

  onSecondInstance(visit)
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    // On macOS an app lives on without windows, and indexing goes on.
    if (process.platform !== 'darwin') app.quit()
  })
  quitAfter(() => engine.stop())
  visit([...folders, ...openedFiles.takeOver((path) => visit([path]))])
}

/** out/, wherever the bundler put this module: out/main or out/main/chunks. */
function outFolder(): string {
  return join(rendererFolder(), '..')
}

/** macOS and Windows take the icon from the program file; a Linux window wants it told. */
function windowIcon(): string | undefined {
  if (process.platform !== 'linux') return undefined
  return app.isPackaged
    ? join(process.resourcesPath, 'icon.png')
    : join(outFolder(), '..', 'resources', 'icon.png')
}
