import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  CodedError,
  fromPlainError,
  type Answer,
  type Handlers,
  type RequestArgs,
  type RequestName,
  type RequestsBy,
} from '../../../src-preload/contract/index.ts'
import type { EngineClient } from '../shared/engine-client.ts'
import { licenceAddress } from '../shared/licence.ts'
import { appVersion, picturesFolder } from '../shared/paths.ts'
import { listFolders } from './folder-picker.ts'

export interface HostRequestOptions {
  readonly client: EngineClient
  readonly home: string
  /** Hands a file, folder or link to the system's own program for it. */
  readonly openPath: (path: string) => Promise<unknown>
}

/** What the web host answers itself. */
export function createHostRequests({
  client,
  home,
  openPath,
}: HostRequestOptions): Handlers<RequestsBy<'host'>> {
  async function ask<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<Answer<N>> {
    const reply = await client.request(name, args)
    if (!reply.ok) throw fromPlainError(reply.error)
    return reply.value as Answer<N>
  }
  const fileOf = async (photoId: number) => {
    const { path } = await ask('photos.details', { photoId })
    if (existsSync(path)) return path
    throw new CodedError(
      'file-gone',
      `The file is not there now: ${path}. Sightline finds it again by itself once its disk is back, or where it moved to.`,
    )
  }
  return {
    'host.info': () => ({
      kind: 'web',
      version: appVersion(),
      platform: process.platform,
      nativeMenus: false,
      folderDialog: false,
      picturesFolder: picturesFolder(home),
    }),
    'host.restart-engine': async () => {
      await client.restart()
      return null
    },
    'host.open-data-folder': async () => {
      const { dataDir } = await ask('engine.info', {})
      await openPath(dataDir)
      return null
    },
    'folders.list': ({ path }) => listFolders(path, home),
    'folders.choose': () => notInABrowser('choosing a folder in a dialog'),
    'models.open-licence': async ({ id }) => {
      await openPath(licenceAddress(await ask('models.list', {}), id))
      return null
    },
    'photos.menu': () => notInABrowser("the system's own menu"),
    'photos.open': async ({ photoId }) => {
      await openPath(await fileOf(photoId))
      return null
    },
    'photos.reveal': async ({ photoId }) => {
      await openPath(dirname(await fileOf(photoId)))
      return null
    },
    'photos.copy-path': async ({ photoId }) => {
      const { path } = await ask('photos.details', { photoId })
      return { path, copied: false }
    },
  }
}

function notInABrowser(what: string): never {
  throw new CodedError('forbidden', `In the browser there is no ${what}; the window has its own.`)
}
