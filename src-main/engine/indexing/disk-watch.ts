import { freeBytes, roomNeededBytes } from './disk-space.ts'

export interface DiskWatchOptions {
  readonly dataDir: string
  /** There is room: what was given up for want of it may be tried again. */
  readonly onRoom: () => void
  /** How often a full disk is looked at. */
  readonly checkMs?: number
  /** Free bytes in the data folder; throws where that cannot be told. */
  readonly free?: () => Promise<number>
}

/** Waits for a disk that could not be written. */
export interface DiskWatch {
  /** Looks now and then until there is room, and says so once. */
  begin(): void
  /** Writing works: the next wait is a short one again. */
  wrote(): void
  stop(): void
}

/** The longest wait between two tries on a disk that has room and still cannot be written. */
export const longestWaitMs = 5 * 60_000

/**
 * A full disk is looked at at a steady pace. One that has room but refuses all the same (a quota, a read-only mount, a
 * damaged file) would be tried and given up for ever, so each try that fails doubles the wait before the next.
 */
export function createDiskWatch(options: DiskWatchOptions): DiskWatch {
  const { dataDir, onRoom, checkMs = 5_000, free = () => freeBytes(dataDir) } = options
  let waitMs = checkMs
  let timer: NodeJS.Timeout | undefined

  function lookIn(ms: number): void {
    clearTimeout(timer)
    const mine = setTimeout(async () => {
      const hasRoom = (await free().catch(() => 0)) >= roomNeededBytes
      // Stopped, or begun anew, while the disk was asked.
      if (timer !== mine) return
      if (!hasRoom) return lookIn(checkMs)
      timer = undefined
      waitMs = Math.min(waitMs * 2, longestWaitMs)
      onRoom()
    }, ms)
    timer = mine
  }

  return {
    begin: () => lookIn(waitMs),
    wrote: () => void (waitMs = checkMs),
    stop: () => {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
