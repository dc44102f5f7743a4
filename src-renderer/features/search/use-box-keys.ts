import type { KeyboardEvent, RefObject } from 'react'
import { isSearching } from '../../lib/query-state.ts'
import { readBox, withChipOpened, withoutChip } from '../../lib/search-box.ts'
import { changeBox, clearSearch, finishTyping, searchEverywhere, searchNow } from '../../state/ask.ts'
import { focusGrid } from '../../state/focus.ts'
import { usePhotos } from '../../state/photos.ts'
import { rememberSearch } from '../../state/searches.ts'
import { direction } from '../../strings/index.ts'
import { focusChip, placeCaret } from './chip-focus.ts'
import type { Options } from './use-options.ts'
import type { ShownProblem } from './use-problem.ts'

/** The keyboard in the input: the list under it first, then the chips before it, then the photos below. */
export function useBoxKeys(ref: RefObject<HTMLInputElement | null>, options: Options, problem: ShownProblem) {
  const clear = () => {
    clearSearch()
    ref.current?.focus()
  }

  const search = () => {
    finishTyping()
    searchNow()
    options.close()
    if (readBox(usePhotos.getState().query.box).problem) return problem.show()
    rememberSearch()
    focusGrid()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const { key } = event
    if (options.takesKey(key)) return event.preventDefault()
    const { query } = usePhotos.getState()
    const { selectionStart, selectionEnd } = event.currentTarget
    const isAtStart = selectionStart === 0 && selectionEnd === 0
    if (key === 'Escape') {
      event.preventDefault()
      if (options.isOpen) options.close()
      else if (isSearching(query) || query.box.draft !== '') clear()
      else focusGrid()
    } else if (key === 'Enter') {
      event.preventDefault()
      search()
    } else if (key === 'ArrowDown') {
      event.preventDefault()
      options.close()
      focusGrid()
    } else if (key === 'Backspace' && isAtStart && !event.repeat) {
      if (takeBack()) event.preventDefault()
    } else if (key === (direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft') && isAtStart) {
      if (focusChip('last')) event.preventDefault()
    }
  }

  return { onKeyDown, clear }
}

/** The last chip becomes text again; a picture, which nobody types, goes; a place is left when nothing else is there. */
function takeBack(): boolean {
  const { box, view } = usePhotos.getState().query
  const index = box.chips.length - 1
  const last = box.chips[index]
  if (last?.part.kind === 'photo' || last?.part.kind === 'picture') {
    changeBox(withoutChip(box, index))
  } else if (last) {
    changeBox(withChipOpened(box, index, 'before'))
    placeCaret(last.text.length)
  } else if (view.kind !== 'all') {
    searchEverywhere()
  } else {
    return false
  }
  return true
}
