import { CodedError } from '../../src-preload/contract/index.ts'
import { explainsDiskFull } from './indexing/disk-space.ts'
import type { Rooms } from './rooms.ts'

/** Writes what the person said: they are told of it once it is on the disk, or that nothing of it is. */
export function ownWriting({ catalog, dataDir, announcer }: Rooms): <T>(write: () => T) => Promise<T> {
  return async (write) => {
    try {
      const answer = catalog.ownTransaction(write)
      announcer.changed(true)
      return answer
    } catch (error) {
      if (error instanceof CodedError || !(await explainsDiskFull(error, dataDir))) throw error
      const message = `The disk with ${dataDir} is full, so nothing was changed; make room and do it once more.`
      throw new CodedError('disk-full', message, { cause: error })
    }
  }
}
