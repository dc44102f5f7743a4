import type { KeyboardEvent, RefObject } from 'react'
import { moved } from '../../../lib/grid-moves.ts'
import type { Move } from '../../../lib/grid-moves.ts'
import { isSearching } from '../../../lib/query-state.ts'
import { deleteKeys } from '../../../lib/platform.ts'
import { choose, chooseAll, chooseNone } from '../../../lib/selection.ts'
import { clearSearch } from '../../../state/ask.ts'
import { revealPhoto } from '../../../state/focus.ts'
import { act, showsHidden } from '../../../state/photo-actions.ts'
import { markingOf } from '../../../state/marking-keys.ts'
import { choosing, usePhotos } from '../../../state/photos.ts'
import { toggleStack } from '../../../state/stacks.ts'
import { openViewer } from '../../../state/ui.ts'
import { direction } from '../../../strings/index.ts'
import type { GridData } from '../grid-data.ts'

const isRtl = direction === 'rtl'

const moves: Record<string, Move | undefined> = {
  ArrowRight: isRtl ? 'previous' : 'next',
  ArrowLeft: isRtl ? 'next' : 'previous',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
}

/** The grid's keys: moving, choosing, and what can be done with a photo. */
export function useGridKeys(scroller: RefObject<HTMLDivElement | null>, { layout, photos }: GridData) {
  const { ids } = photos

  function walk(event: KeyboardEvent, move: Move): void {
    const { activeId } = usePhotos.getState().selection
    const from = activeId === null ? -1 : ids.indexOf(activeId)
    const pageHeightPx = (scroller.current?.clientHeight ?? 600) - 40
    const to = from < 0 ? 0 : moved(layout, photos, from, move, pageHeightPx)
    const photoId = ids[to]
    if (photoId === undefined) return
    const isCarried = (event.ctrlKey || event.metaKey) && !event.shiftKey
    // Ctrl moves the keyboard's place alone, so that photos far apart can be chosen with Ctrl+Space.
    if (!isCarried) {
      // With nothing chosen yet, a range begins where the keyboard stands.
      choosing((now) =>
        choose({ ...now, anchorId: now.anchorId ?? now.activeId }, ids, to, {
          range: event.shiftKey,
          toggle: false,
        }),
      )
    }
    revealPhoto(photoId)
  }

  return (event: KeyboardEvent) => {
    const move = moves[event.key]
    const run = move
      ? () => walk(event, move)
      : event.ctrlKey || event.metaKey
        ? withControl(event.key)
        : alone(event)
    if (!run || event.altKey) return
    event.preventDefault()
    run()
  }
}

function withControl(key: string): (() => void) | undefined {
  if (key.toLowerCase() === 'a') return () => choosing(chooseAll)
  if (key === ' ') return toggleActive
  return undefined
}

function alone(event: KeyboardEvent): (() => void) | undefined {
  const { key } = event
  const { activeId, chosen } = usePhotos.getState().selection
  if (key === 'Escape') return stepBack
  if (activeId === null) return undefined
  const targets = chosen.size > 0 ? [...chosen] : [activeId]
  // A key that is held down removes one photo, not the row.
  if (deleteKeys.has(key)) return event.repeat ? undefined : () => void removeChosen(targets)
  const mark = markingOf(event, targets)
  if (mark) return mark
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'Enter':
      return () => void act('open', [activeId])
    case ' ':
      return () => openViewer(activeId)
    case 's':
      return () => void act('similar', [activeId])
    case 'p':
      return () => void act('search-part', [activeId])
    case 'd':
      return () => toggleStack(activeId)
    default:
      return undefined
  }
}

async function removeChosen(photoIds: readonly number[]): Promise<void> {
  if (showsHidden()) return
  const done = act('hide', photoIds)
  const { activeId } = usePhotos.getState().selection
  if (activeId !== null) revealPhoto(activeId)
  await done
}

function toggleActive(): void {
  choosing((selection, ids) =>
    selection.activeId === null
      ? selection
      : choose(selection, ids, ids.indexOf(selection.activeId), { range: false, toggle: true }),
  )
}

/** Escape: first the selection, then the search. */
function stepBack(): void {
  const { selection, query } = usePhotos.getState()
  if (selection.chosen.size > 0) choosing(chooseNone)
  else if (isSearching(query)) clearSearch()
}
