import type { Emit, Notice } from '../../src-preload/contract/index.ts'
import type { SetAside } from './catalog/open.ts'
import type { Rescue } from './catalog/rescue/rescue.ts'

/** An `emit` that keeps the latest notices, each id once: a window that opens later asks for those it missed. */
export function rememberNotices(emit: Emit): { emit: Emit; notices: readonly Notice[] } {
  const kept = 20
  const notices: Notice[] = []
  return {
    notices,
    emit: (name, payload) => {
      if (name === 'notice') {
        const notice = payload as Notice
        const earlier = notices.findIndex((known) => known.id === notice.id)
        if (earlier >= 0) notices.splice(earlier, 1)
        notices.push(notice)
        if (notices.length > kept) notices.shift()
      }
      emit(name, payload)
    },
  }
}

export function setAsideNotice({ file, rootPaths, rescued }: SetAside): Notice {
  const next =
    rootPaths.length > 0
      ? 'A new catalog is being built from the same folders.'
      : 'Add your folders again to build a new one.'
  return {
    id: 'catalog-set-aside',
    level: 'warning',
    message: `The catalog was damaged and has been kept as ${file}; your photos are untouched. ${rescuedSentence(rescued)} ${next}`,
  }
}

function rescuedSentence(rescued: Rescue | null): string {
  if (!rescued || rescued.photos + rescued.marked === 0) return 'Nothing could be rescued from it.'
  const { photos, marked, backup, complete } = rescued
  if (photos === 0)
    return `What you had said of ${inWords(marked)} was rescued and comes back as they are read.`
  const source = backup === null ? 'it' : `the backup ${backup}`
  const some = complete ? '' : ', though not all'
  const own = marked === 0 ? '' : `, with what you had said of ${marked.toLocaleString('en')} of them`
  return `From ${source} ${inWords(photos)} ${photos === 1 ? 'was' : 'were'} rescued${some}${own}.`
}

function inWords(photos: number): string {
  return photos === 1 ? 'one photo' : `${photos.toLocaleString('en')} photos`
}
