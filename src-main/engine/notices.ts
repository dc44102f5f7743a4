import type { Emit, Notice } from '../../src-preload/contract/index.ts'
import type { SetAside } from './catalog/open.ts'
import type { BroughtBack } from './catalog/user-data/at-start.ts'
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

/** What the person said came back from its copy: what, from when, and why. */
export function broughtBackNotice({ savedAtMs, changed, why }: BroughtBack): Notice {
  const { photos, roots, tags, collections, searches, settings } = changed
  const counts: readonly (readonly [number, string, string])[] = [
    [photos, 'what you had said of one photo', `what you had said of ${photos.toLocaleString('en')} photos`],
    [roots, 'one folder', `${roots.toLocaleString('en')} folders`],
    [tags, 'the name of one tag', `the names of ${tags.toLocaleString('en')} tags`],
    [collections, 'one collection', `${collections.toLocaleString('en')} collections`],
    [searches, 'one search', `${searches.toLocaleString('en')} searches`],
    [settings, 'one setting', `${settings.toLocaleString('en')} settings`],
  ]
  const parts = counts.flatMap(([count, one, many]) => (count === 0 ? [] : [count === 1 ? one : many]))
  const from = timeOfDay.format(savedAtMs)
  return {
    id: 'user-data-brought-back',
    level: 'warning',
    message: `${reasons[why]}, so ${inARow(parts)} came back from the copy of ${from}; look through them if you changed something after that.`,
  }
}

/** By the clock of this machine, as the person remembers it. */
const timeOfDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' })

const reasons: Record<BroughtBack['why'], string> = {
  gone: 'The catalog was gone',
  damaged: 'The damaged catalog had lost some of what you had said',
  older: 'The catalog had lost its latest changes',
  altered: 'The disk had altered some of what you had said without being asked',
}

function inARow(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}
