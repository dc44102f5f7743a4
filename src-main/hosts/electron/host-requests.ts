import { existsSync } from 'node:fs'
import { app, clipboard, dialog, shell } from 'electron'
import type { BrowserWindow } from 'electron'
import { CodedError } from '../../../src-preload/contract/index.ts'
import type { PhotoDetails, Reply } from '../../../src-preload/contract/index.ts'
import { fromPlainError } from '../../../src-preload/contract/index.ts'
import type { EngineClient } from '../shared/engine-client.ts'
import type { HostHandlers } from './ipc.ts'
import { showPhotoMenu } from './photo-menu.ts'

export interface HostRequestOptions {
  readonly engine: EngineClient
  readonly dataDir: string
  window(): BrowserWindow | undefined
}

/** What the desktop app itself answers: everything that touches the system outside the library. */
export function createHostRequests({ engine, dataDir, window }: HostRequestOptions): HostHandlers {
  const photo = async (photoId: number): Promise<PhotoDetails> => {
    const reply = (await engine.request('photos.details', { photoId })) as Reply<PhotoDetails>
    if (!reply.ok) throw fromPlainError(reply.error)
    return reply.value
  }
  const photoFile = async (photoId: number): Promise<string> => {
    const { path } = await photo(photoId)
    if (!existsSync(path)) {
      throw new CodedError(
        'file-gone',
        `The file is not there now: ${path}. Sightline finds it again by itself once its disk is back, or where it moved to.`,
      )
    }
    return path
  }

  return {
    'host.info': () => ({
      kind: 'electron',
      version: app.getVersion(),
      platform: process.platform,
      nativeMenus: true,
      folderDialog: true,
      picturesFolder: existing(app.getPath('pictures')),
    }),
    'host.restart-engine': async () => {
      await engine.restart()
      return null
    },
    'host.open-data-folder': () => openPath(dataDir),
    'folders.choose': () => chooseFolders(window()),
    'folders.list': () => {
      throw new CodedError('forbidden', 'The desktop app chooses folders with the system dialog.')
    },
    'photos.open': async ({ photoId }) => openPath(await photoFile(photoId)),
    'photos.reveal': async ({ photoId }) => {
      shell.showItemInFolder(await photoFile(photoId))
      return null
    },
    'photos.copy-path': async ({ photoId }) => {
      const { path } = await photo(photoId)
      clipboard.writeText(path)
      return { path, copied: true }
    },
    'photos.menu': async ({ hidden, favourite }) => ({
      action: await showPhotoMenu(window(), { hidden, favourite }),
    }),
  }
}

async function chooseFolders(window: BrowserWindow | undefined): Promise<{ paths: readonly string[] }> {
  const options: Electron.OpenDialogOptions = {
    title: 'Add folders to Sightline',
    buttonLabel: 'Add',
    defaultPath: existing(app.getPath('pictures')) ?? app.getPath('home'),
    properties: ['openDirectory', 'multiSelections'],
  }
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options)
  return { paths: canceled ? [] : filePaths }
}

async function openPath(path: string): Promise<null> {
  const problem = await shell.openPath(path)
  if (problem) throw new CodedError('internal', `The system could not open ${path}: ${problem}`)
  return null
}

const existing = (path: string): string | null => (existsSync(path) ? path : null)
