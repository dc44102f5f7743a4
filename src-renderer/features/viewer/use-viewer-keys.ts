import { useEffect, useLayoutEffect, useRef } from 'react'
import { deleteKeys } from '../../lib/platform.ts'
import { turning } from '../../hooks/use-window-keys.ts'
import { isTyping } from '../../lib/is-typing.ts'
import { markingOf } from '../../state/marking-keys.ts'
import { act, showsHidden } from '../../state/photo-actions.ts'
import { usePhotos } from '../../state/photos.ts'
import { closeViewer, toggleDetails, useUi } from '../../state/ui.ts'
import { direction } from '../../strings/index.ts'
import { stepPhoto } from './step-photo.ts'
import type { StageHandle } from './use-stage.ts'

export const zoomStep = 1.4
const panPx = 80
const forward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
const backward = direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft'

/** The viewer's keys, heard wherever the keyboard stands: a message's button that went away leaves it nowhere. */
export function useViewerKeys(stage: StageHandle, stir: () => void): void {
  const latest = useRef(stage)
  useLayoutEffect(() => {
    latest.current = stage
  })

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { dialog, menu } = useUi.getState()
      if (dialog || menu || event.defaultPrevented) return
      stir()
      press(event, latest.current)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [stir])
}

function press(event: KeyboardEvent, stage: StageHandle): void {
  if (event.altKey || isTyping(event.target)) return
  const withControl = event.ctrlKey || event.metaKey
  // Space and Enter on a button are the button's own.
  const isOnButton = event.target instanceof HTMLButtonElement && (event.key === ' ' || event.key === 'Enter')
  const run = withControl ? turning(event) : isOnButton ? undefined : keyed(event, stage)
  if (!run) return
  event.preventDefault()
  run()
}

function keyed(event: KeyboardEvent, stage: StageHandle): (() => void) | undefined {
  const { key } = event
  const { activeId } = usePhotos.getState().selection
  if (activeId === null) return undefined
  if (deleteKeys.has(key) && !event.repeat)
    return showsHidden() ? undefined : () => void act('hide', [activeId])
  const mark = markingOf(event, [activeId])
  if (mark) return mark
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'Escape':
      return stage.isFitted ? closeViewer : stage.fit
    case ' ':
      return closeViewer
    case forward:
    case 'PageDown':
      return () => stepPhoto(1)
    case backward:
    case 'PageUp':
      return () => stepPhoto(-1)
    case 'Home':
      return () => stepPhoto(-Infinity)
    case 'End':
      return () => stepPhoto(Infinity)
    case 'ArrowUp':
      return () => stage.panBy({ x: 0, y: panPx })
    case 'ArrowDown':
      return () => stage.panBy({ x: 0, y: -panPx })
    case '+':
    case '=':
      return () => stage.zoomBy(zoomStep)
    case '-':
      return () => stage.zoomBy(1 / zoomStep)
    case 'z':
      return stage.isFitted ? () => stage.zoomTo(1) : stage.fit
    case 'i':
      return toggleDetails
    case 's':
      return () => void act('similar', [activeId])
    case 'p':
      return () => void act('search-part', [activeId])
    case 'Enter':
      return () => void act('open', [activeId])
    default:
      return undefined
  }
}
