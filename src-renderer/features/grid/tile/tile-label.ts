import { photoFlags } from '../../../../src-preload/contract/photos.ts'
import type { PhotoColumns } from '../../../../src-preload/contract/photos.ts'
import { orientationOf } from '../../../lib/format.ts'
import type { StackPlace } from '../../../lib/listed.ts'
import { format, t } from '../../../strings/index.ts'

const dayMs = 86_400_000
const mostDays = 4_000
const days = new Map<number, string>()

export interface TileState {
  readonly isAway?: boolean
  readonly isMissing?: boolean
  readonly stack?: StackPlace | undefined
}

/** What a screen reader says of a photo: "12 May 2019, Pictures, landscape, Favourite". */
export function tileLabel(
  photos: PhotoColumns,
  index: number,
  folder: string,
  { isAway = false, isMissing = false, stack }: TileState = {},
): string {
  const shape = orientationOf(photos.widths[index] ?? 0, photos.heights[index] ?? 0)
  const flags = photos.flags[index] ?? 0
  return t.grid.tile(
    dayOf(photos.takenAtMs[index] ?? 0),
    folder,
    t.grid.shapes[shape],
    flags & photoFlags.favourite ? t.marks.isFavourite : '',
    flags & photoFlags.raw ? t.grid.rawNote : '',
    flags & photoFlags.video ? t.grid.liveNote : '',
    isAway ? t.grid.away : isMissing ? t.grid.missing : '',
    stack ? stackLabel(stack, photos.ids[index] ?? 0) : '',
  )
}

/** A folded stack is acted upon by its first photo alone, so the others are named apart. */
function stackLabel({ firstId, size, isOpen }: StackPlace, photoId: number): string {
  if (firstId !== photoId) return t.stacks.inStack
  return isOpen ? t.stacks.first(size - 1) : t.stacks.behind(size - 1)
}

/** Writing a date takes 0.1 ms, which scrolling notices; neighbours share their days. */
function dayOf(ms: number): string {
  const day = Math.floor(ms / dayMs)
  const known = days.get(day)
  if (known !== undefined) return known
  if (days.size >= mostDays) days.clear()
  const text = format.day(ms)
  days.set(day, text)
  return text
}
