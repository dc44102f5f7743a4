import { CodedError } from '../../src-preload/contract/index.ts'
import { makeFolder } from './make-folder.ts'
import { keepToUser } from './keep-to-user.ts'
import type { Writing } from './rooms.ts'

/** Makes the data folder where it is missing, and closes it to other users of this machine. */
export function makeDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir)
    keepToUser(dataDir)
  } catch (error) {
    throw new CodedError(
      'data-folder-unusable',
      `The data folder ${dataDir} cannot be made (${(error as Error).message}); choose another with --data.`,
      { cause: error },
    )
  }
}

export function refuseWriting(dataDir: string): Writing {
  throw new CodedError('data-folder-busy', `This is a reader of ${dataDir}; it cannot change the library.`)
}
