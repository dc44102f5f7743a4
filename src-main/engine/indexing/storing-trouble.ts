import { setTimeout as sleep } from 'node:timers/promises'
import type { PauseReason } from '../../../src-preload/contract/index.ts'
import { isDamage } from '../catalog/is-damage.ts'
import { suspect } from '../catalog/suspicion.ts'
import type { Log } from '../ports.ts'
import { cannotWriteMessage, diskFullMessage, explainsDiskFull } from './disk-space.ts'
import { createTroubles, isPassing } from './troubles.ts'

export interface StoringTroubleOptions {
  readonly dataDir: string
  readonly catalogFile: string
  readonly pause: (reason: PauseReason, message: string) => void
  readonly ending: AbortSignal
  readonly log: Log
}

/** What is done when a photo's result could not be stored: the photo stays where it was, unless it alone is to blame. */
export interface StoringTrouble {
  /** Photos that have been tried enough for now. */
  readonly aside: ReadonlySet<number>
  /** Waits a moment, or pauses the work. `photo`: nothing but the photo itself explains it, and `reason` says what. */
  met(photoId: number, path: string, error: unknown): Promise<{ blame: 'photo'; reason: string } | null>
  /** Nothing can be stored at all. */
  cannotWrite(error?: unknown): void
  over(photoId: number): void
  forget(): void
}

export function createStoringTrouble(options: StoringTroubleOptions): StoringTrouble {
  const { dataDir, pause, ending, log } = options
  const troubles = createTroubles()

  const cannotWrite = (error = troubles.last()) => pause('disk-full', cannotWriteMessage(dataDir, error))

  async function waitAfter(photoId: number, error: unknown): Promise<void> {
    const waitMs = troubles.met(photoId, error)
    if (waitMs === null) cannotWrite()
    else await sleep(waitMs, undefined, { signal: ending }).catch(() => undefined)
  }

  return {
    aside: troubles.aside,
    met: async (photoId, path, error) => {
      const diskFull = await explainsDiskFull(error, dataDir).catch(() => false)
      if (ending.aborted) return null
      if (diskFull) {
        pause('disk-full', diskFullMessage(dataDir))
        return null
      }
      if (isDamage(error)) suspect(options.catalogFile)
      const reason = `Its result could not be stored: ${error instanceof Error ? error.message : String(error)}`
      log('error', `${path}: ${reason}`)
      if (!isPassing(error)) return { blame: 'photo', reason }
      await waitAfter(photoId, error)
      return null
    },
    cannotWrite,
    over: troubles.over,
    forget: troubles.forget,
  }
}
