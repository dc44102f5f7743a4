import type { Facts } from '../facts/facts.ts'
import { photoMask, type PhotoMask } from '../facts/photo-mask.ts'
import type { TextRows } from '../../catalog/search/text-rows.ts'
import type { Wanted } from '../wanted.ts'

/** The photos that a question's filters and exact texts allow, without those that it asks about. */
export function allowedBy(wanted: Wanted, facts: Facts, texts: TextRows): PhotoMask {
  const chosen = facts.select(wanted.filters)
  const except = wanted.looks.flatMap((look) =>
    look.kind === 'photo' && !look.isExcluded ? [look.photoId] : [],
  )
  const gone = [...except, ...wanted.withoutTexts.flatMap((text) => [...texts.containing(text)])]
  if (gone.length === 0 && wanted.exacts.length === 0) return chosen
  const bits = wanted.exacts.reduce<Uint8Array>(
    (left, text) => onlyThese(left, texts.containing(text)),
    chosen.bits.slice(),
  )
  for (const photoId of gone) if (photoId < bits.length) bits[photoId] = 0
  return photoMask(bits)
}

function onlyThese(bits: Uint8Array, photoIds: ArrayLike<number>): Uint8Array {
  const left = new Uint8Array(bits.length)
  for (let at = 0; at < photoIds.length; at += 1) {
    const photoId = photoIds[at] as number
    if (bits[photoId] === 1) left[photoId] = 1
  }
  return left
}
