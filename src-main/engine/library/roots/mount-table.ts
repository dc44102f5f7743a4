import { readFile } from 'node:fs/promises'

/** Tells when disks come and go, without a question to any disk. */
export interface MountTable {
  /** The places at which something was mounted or unmounted since the last call; none at the first. */
  changes(): Promise<readonly string[]>
  /** Where something is mounted, as of the last call of `changes`. */
  places(): readonly string[]
}

/**
 * Only Linux says it so cheaply (its file of mounts is read in 0.1 ms): elsewhere a disk that is mounted inside a root
 * is found by the next scan.
 */
export function mountTable(
  read: () => Promise<string> = () =>
    process.platform === 'linux' ? readFile('/proc/self/mountinfo', 'utf8') : Promise.resolve(''),
): MountTable {
  let text: string | null = null
  let known: ReadonlyMap<string, string> = new Map()
  return {
    places: () => [...known.values()],
    changes: async () => {
      const now = await read().catch(() => '')
      if (now === text) return []
      const isFirst = text === null
      const mounts = parseMountInfo(now)
      const changed = [...mounts].filter(([key]) => !known.has(key)).map(([, place]) => place)
      const gone = [...known].filter(([key]) => !mounts.has(key)).map(([, place]) => place)
      text = now
      known = mounts
      return isFirst ? [] : [...new Set([...changed, ...gone])]
    },
  }
}

/** Pure. /proc/self/mountinfo: mount, parent, device, folder in it, place (blanks written \\040), ...; place by the first five. */
export function parseMountInfo(text: string): Map<string, string> {
  const mounts = new Map<string, string>()
  for (const line of text.split('\n')) {
    const parts = line.split(' ', 5)
    const place = parts[4]
    if (place === undefined) continue
    mounts.set(
      parts.join(' '),
      place.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8))),
    )
  }
  return mounts
}
