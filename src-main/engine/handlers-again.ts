import { CodedError, type RequestName } from '../../src-preload/contract/index.ts'
import { rootById } from './describe.ts'
import type { Rooms } from './rooms.ts'
import type { EngineHandlers } from './router.ts'

type AgainNames = Extract<RequestName, 'photos.read-again' | 'roots.read-again'>

/** Reading photos again because the person says so. */
export function createAgainHandlers(rooms: Rooms): Pick<EngineHandlers, AgainNames> {
  const { catalog } = rooms

  function queue(write: () => readonly number[]): { queued: number } {
    const { indexer } = rooms.writable()
    const queued = write().length
    indexer.wake()
    rooms.announcer.changed(true)
    return { queued }
  }

  return {
    'photos.read-again': ({ photoIds }) => queue(() => catalog.photos.readAgain(photoIds)),
    'roots.read-again': ({ rootId, folder }) => {
      const { library } = rooms.writable()
      const { path, state } = rootById(catalog, library, rootId)
      if (state === 'away')
        throw new CodedError('root-missing', `${path} cannot be reached now; try again when it is back.`)
      return queue(() => catalog.photos.readAgainBelow(rootId, folder))
    },
  }
}
