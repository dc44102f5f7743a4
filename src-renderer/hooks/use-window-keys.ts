import { useEffect } from 'react'
import { isTyping } from '../lib/is-typing.ts'
import { isMac } from '../lib/platform.ts'
import { focusSearch } from '../state/commands.ts'
import { focusGrid } from '../state/focus.ts'
import { markingOf } from '../state/marking-keys.ts'
import { usePhotos } from '../state/photos.ts'
import { redoStep, undoStep } from '../state/steps.ts'
import { openDialog, openSettings, showFilters, toggleDetails, toggleSidebar, useUi } from '../state/ui.ts'

/** Keys that work wherever the keyboard stands in the main window. Dialogs and the viewer have their own. */
export function useWindowKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return
      const { dialog, menu, viewerOpen } = useUi.getState()
      if (dialog || menu || viewerOpen) return
      const run = event.ctrlKey || event.metaKey ? withControl(event) : alone(event)
      if (!run) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function withControl(event: KeyboardEvent): (() => void) | undefined {
  const { key, shiftKey } = event
  const pressed = key.toLowerCase()
  if (pressed === 'f' && shiftKey) return () => showFilters(true)
  return controlled[pressed] ?? turning(event)
}

/** Undo and redo of what was done to photos; in a text field these keys are the field's own. */
export function turning({ key, shiftKey, target }: KeyboardEvent): (() => void) | undefined {
  if (isTyping(target)) return undefined
  const pressed = key.toLowerCase()
  if (pressed === 'z') return () => void (shiftKey ? redoStep() : undoStep())
  return pressed === 'y' && !isMac ? () => void redoStep() : undefined
}

const controlled: Record<string, (() => void) | undefined> = {
  f: focusSearch,
  b: toggleSidebar,
  ',': () => openSettings(),
}

const gridKeys = new Set([
  'ArrowRight',
  'ArrowLeft',
  'ArrowDown',
  'ArrowUp',
  'Home',
  'End',
  'PageUp',
  'PageDown',
])

function alone(event: KeyboardEvent): (() => void) | undefined {
  if (isTyping(event.target)) return undefined
  if (event.key === '/') return focusSearch
  if (event.key === '?') return () => openDialog({ kind: 'keys' })
  // With the keyboard nowhere, as after a start, moving begins in the grid.
  if (event.target === document.body && gridKeys.has(event.key)) return focusGrid
  if (event.key === 'i' || event.key === 'I') return toggleDetails
  // With the keyboard on a button of the selection's bar, say, its photos are still the ones that are meant.
  const { chosen } = usePhotos.getState().selection
  return chosen.size > 0 && useUi.getState().page === 'photos' ? markingOf(event, [...chosen]) : undefined
}
