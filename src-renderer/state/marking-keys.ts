import { wishOfKey } from '../lib/stars.ts'
import { rate, toggleFavourite } from './marks.ts'
import { editTags, openDialog } from './ui.ts'

interface Pressed {
  readonly key: string
  /** Held down: a mark is given once, not taken and given by turns. */
  readonly repeat: boolean
}

/** What a key does to photos, in the grid and in the viewer alike; nothing for other keys. */
export function markingOf({ key, repeat }: Pressed, photoIds: readonly number[]): (() => void) | undefined {
  if (repeat) return undefined
  const wish = wishOfKey(key)
  if (wish) return () => void rate(photoIds, wish)
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'f':
      return () => void toggleFavourite(photoIds)
    case 't':
      return editTags
    case 'c':
      return () => openDialog({ kind: 'collect', photoIds })
    default:
      return undefined
  }
}
