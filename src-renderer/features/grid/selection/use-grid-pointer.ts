import type { MouseEvent } from 'react'
import { choose, chooseNone } from '../../../lib/selection.ts'
import { toggleFavourite } from '../../../state/marks.ts'
import { act, showPhotoMenu } from '../../../state/photo-actions.ts'
import { choosing, usePhotos } from '../../../state/photos.ts'
import { toggleStack } from '../../../state/stacks.ts'
import { openViewer } from '../../../state/ui.ts'

/** The grid's clicks, heard once for all tiles. */
export function useGridPointer(ids: readonly number[]) {
  const onClick = (event: MouseEvent) => {
    const hit = hitOf(event)
    if (!hit) return choosing(chooseNone)
    if (hit.act === 'similar') return void act('similar', [hit.photoId])
    if (hit.act === 'favourite') return void toggleFavourite([hit.photoId])
    if (hit.act === 'stack') return toggleStack(hit.photoId)
    const reach = {
      range: event.shiftKey,
      toggle: event.ctrlKey || event.metaKey || hit.act === 'toggle',
    }
    choosing((selection) => choose(selection, ids, ids.indexOf(hit.photoId), reach))
  }

  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const hit = hitOf(event)
    if (!hit) return
    event.preventDefault()
    if (!usePhotos.getState().selection.chosen.has(hit.photoId)) {
      choosing((selection) =>
        choose(selection, ids, ids.indexOf(hit.photoId), { range: false, toggle: false }),
      )
    }
    void showPhotoMenu(hit.photoId, event.clientX, event.clientY)
  }

  return { onClick, onDoubleClick, onContextMenu }
}

function onDoubleClick(event: MouseEvent): void {
  const hit = hitOf(event)
  if (hit && !hit.act) openViewer(hit.photoId)
}

function hitOf(event: MouseEvent): { photoId: number; act: string | undefined } | null {
  if (!(event.target instanceof Element)) return null
  const tile = event.target.closest<HTMLElement>('[data-photo-id]')
  if (!tile) return null
  const act = event.target.closest<HTMLElement>('[data-act]')?.dataset['act']
  return { photoId: Number(tile.dataset['photoId']), act }
}
