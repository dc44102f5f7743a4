/** How short the machine's memory is. Pure: readings come in as arguments. */
export type Pressure = 'none' | 'little' | 'critical'

export interface MemoryReading {
  /** What programs can still have before others are pushed out. */
  readonly availableBytes: number
  /** Of the machine, or of the container that this process may not leave. */
  readonly totalBytes: number
}

const gibibyte = 2 ** 30
/** Pressure ends only well above the limit at which it began, or indexing would stop and start all the time. */
const hysteresis = 1.5

export function pressureAfter(before: Pressure, reading: MemoryReading): Pressure {
  const { availableBytes, totalBytes } = reading
  const littleBelow = Math.min(totalBytes / 8, 1.5 * gibibyte)
  const criticalBelow = Math.min(totalBytes / 25, 0.375 * gibibyte)
  const isBelow = (limit: number, pressed: boolean) => availableBytes < (pressed ? limit * hysteresis : limit)
  if (isBelow(criticalBelow, before === 'critical')) return 'critical'
  return isBelow(littleBelow, before !== 'none') ? 'little' : 'none'
}
