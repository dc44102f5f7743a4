import { parseQuery, printPart, localNowMs } from '../../src-preload/contract/language/index.ts'
import type { Region } from '../../src-preload/contract/language/index.ts'
import type { Subject } from '../lib/query-state.ts'
import { withChipText } from '../lib/search-box.ts'
import { changeBox, searchFor } from './ask.ts'
import { usePhotos } from './photos.ts'
import { closeDialog, closeViewer, openDialog } from './ui.ts'

/**
 * Lets the person draw a rectangle on a picture. The part takes the whole picture's place in the chip with that text, or is
 * a search of its own.
 */
export function openRegion(subject: Subject, chipText: string | null = null): void {
  openDialog({ kind: 'region', subject, chipText })
}

/** null: the whole picture. */
export function searchRegion(subject: Subject, chipText: string | null, region: Region | null): void {
  closeDialog()
  const { box } = usePhotos.getState().query
  const index = box.chips.findIndex(({ text }) => text === chipText)
  const text = withRegion(chipText ?? textOfSubject(subject), region)
  if (index >= 0) return changeBox(withChipText(box, index, text))
  closeViewer()
  searchFor(text)
}

export const textOfSubject = (subject: Subject): string =>
  subject.kind === 'photo' ? `similar:${subject.photoId}` : `picture:${subject.pictureId}`

/** The region of a picture's text; null: the whole picture. */
export function regionOf(text: string): Region | null {
  const part = pictureOf(text)
  return part?.region ?? null
}

function withRegion(text: string, region: Region | null): string {
  const part = pictureOf(text)
  return part ? printPart({ ...part, region }) : text
}

function pictureOf(text: string) {
  const parsed = parseQuery(text, localNowMs())
  const part = parsed.kind === 'query' ? parsed.parts[0] : undefined
  return part?.kind === 'photo' || part?.kind === 'picture' ? part : null
}
