/** How long comparing one query with all photos takes on this machine, from the last few times. */
export interface ScanTime {
  took(ms: number, rows: number): void
  /** How many photos can be compared in this time; Infinity while nothing was measured. */
  rowsIn(ms: number): number
}

const kept = 9
/** Fewer say more of the clock than of the machine. */
const fewestRows = 8_192

export function createScanTime(): ScanTime {
  const msPerRow: number[] = []
  return {
    took: (ms, rows) => {
      if (rows < fewestRows) return
      msPerRow.push(ms / rows)
      if (msPerRow.length > kept) msPerRow.shift()
    },
    rowsIn: (ms) => {
      // The middle one: the first call is slower than all others, and other programs come and go.
      const middle = msPerRow.toSorted((a, b) => a - b)[msPerRow.length >> 1]
      return middle === undefined ? Infinity : ms / middle
    },
  }
}
