import { z } from 'zod'
import type { SettingRows } from '../../catalog/settings.ts'

const count = z.object({ photos: z.int().min(0), readingMs: z.number().min(0) })

export type ReadingCount = Readonly<z.infer<typeof count>>

/** A longer pause between two photos is no reading. */
const longestGapMs = 2_000
const keepEachPhotos = 20

/** How many photos a model has read, and for how long: over all sessions, so that small libraries are measured too. */
export function createReadingCount(kept: Pick<SettingRows, 'get'> & Partial<Pick<SettingRows, 'set'>>) {
  const counts = new Map<string, ReadingCount & { readonly atMs: number }>()

  function before(space: string) {
    const known = counts.get(space)
    if (known) return known
    const parsed = count.safeParse(kept.get(settingOf(space)))
    return { ...(parsed.success ? parsed.data : { photos: 0, readingMs: 0 }), atMs: performance.now() }
  }

  function keep(space: string, { photos, readingMs }: ReadingCount): void {
    try {
      kept.set?.(settingOf(space), { photos, readingMs: Math.round(readingMs) })
    } catch {
      // It is counted again: nothing but time depends on it.
    }
  }

  return {
    photoRead(space: string): ReadingCount {
      const { photos, readingMs, atMs } = before(space)
      const nowMs = performance.now()
      const gapMs = Math.min(nowMs - atMs, longestGapMs)
      const now = { photos: photos + 1, readingMs: readingMs + gapMs, atMs: nowMs }
      counts.set(space, now)
      if (now.photos % keepEachPhotos === 0) keep(space, now)
      return now
    },
    keepAll: () => counts.forEach((now, space) => keep(space, now)),
  }
}

const settingOf = (space: string) => `reading.${space}`
