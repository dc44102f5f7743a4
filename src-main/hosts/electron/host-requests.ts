import { existsSync } from 'node:fs'
import { app, clipboard, dialog, shell } from 'electron'
import type { BrowserWindow } from 'electron'
import { CodedError } from '../../../src-preload/contract/index.ts'
import type { ModelOverview, ParsedArgs, PhotoDetails, Reply } from '../../../src-preload/contract/index.ts'
import { fromPlainError } from '../../../src-preload/contract/index.ts'
import type { EngineClient } from '../shared/engine-client.ts'
import { licenceAddress } from '../shared/licence.ts'
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
    'folders.choose': ({ purpose }) => chooseFolders(window(), purpose),
    'folders.list': () => {
      throw new CodedError('forbidden', 'The desktop app chooses folders with the system dialog.')
    },
    'models.open-licence': async ({ id }) => {
      const reply = (await engine.request('models.list', {})) as Reply<ModelOverview>
      if (!reply.ok) throw fromPlainError(reply.error)
      await shell.openExternal(licenceAddress(reply.value, id))
      return null
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

const forPhotos = (): Electron.OpenDialogOptions => ({
  title: 'Add folders to Sightline',
  buttonLabel: 'Add',
  defaultPath: existing(app.getPath('pictures')) ?? app.getPath('home'),
  properties: ['openDirectory', 'multiSelections'],
})

const forModel = (): Electron.OpenDialogOptions => ({
  title: 'Choose the folder of a model',
  buttonLabel: 'Add this model',
  defaultPath: existing(app.getPath('downloads')) ?? app.getPath('home'),
  properties: ['openDirectory'],
})

async function chooseFolders(
  window: BrowserWindow | undefined,
  purpose: ParsedArgs<'folders.choose'>['purpose'],
): Promise<{ paths: readonly string[] }> {
  const options = purpose === 'model' ? forModel() : forPhotos()
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
