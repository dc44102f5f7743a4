import { CodedError, type Recorded, type StepLabel } from '../../src-preload/contract/index.ts'
import type { Catalog } from './catalog/catalog.ts'
import { explainsDiskFull } from './indexing/disk-space.ts'
import type { Rooms } from './rooms.ts'

type Write = <T>(write: () => T) => Promise<T>

interface Written {
  readonly catalog: Pick<Catalog, 'transaction'>
  readonly dataDir: string
}

/** Writes what the person said: they are told of it once it is on the disk, or that nothing of it is. */
export function ownWriting({ catalog, dataDir, announcer }: Rooms): Write {
  return async (write) => {
    const answer = await told(() => catalog.ownTransaction(write), dataDir)
    announcer.changed(true)
    return answer
  }
}

type Step = <T>(
  write: () => T,
  labelOf: (result: T) => StepLabel,
  partOf?: number,
) => Promise<{ readonly result: T } & Recorded>

/** The same, as a step that can be undone. */
export function stepWriting(rooms: Rooms): Step {
  const own = ownWriting(rooms)
  return async (write, labelOf, partOf) => {
    const recorded = await own(() => rooms.catalog.steps.record(write, labelOf, partOf))
    if (recorded.stepId !== null) rooms.announcer.stepped()
    return recorded
  }
}

/** The same for what no list of photos shows, so that none is read again for it, and what is no loss: the disk takes its time. */
export function quietWriting({ catalog, dataDir }: Written): Write {
  return (write) => told(() => catalog.transaction(write), dataDir)
}

async function told<T>(write: () => T, dataDir: string): Promise<T> {
  try {
    return write()
  } catch (error) {
    throw await inWords(error, dataDir)
  }
}

async function inWords(error: unknown, dataDir: string): Promise<unknown> {
  if (error instanceof CodedError) return error
  if (await explainsDiskFull(error, dataDir)) {
    const message = `The disk with ${dataDir} is full, so nothing was changed; make room and do it once more.`
    return new CodedError('disk-full', message, { cause: error })
  }
  if (isHeld(error)) {
    const message = `Another program holds the catalog in ${dataDir}, so nothing was changed; do it once more in a moment.`
    return new CodedError('data-folder-unusable', message, { cause: error })
  }
  if (!isOfDisk(error)) return error
  const message = `The catalog in ${dataDir} cannot be written (${error.message}), so nothing was changed; check its disk and do it once more.`
  return new CodedError('data-folder-unusable', message, { cause: error })
}

/** A damaged catalog is none of these: whoever hears of damage looks further. */
function isOfDisk(error: unknown): error is Error {
  return /^SQLITE_(IOERR|READONLY|CANTOPEN|PERM)/.test(codeOf(error))
}

function isHeld(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}
