import { useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { completed, optionsFor } from '../../lib/search-options.ts'
import type { SearchOption } from '../../lib/search-options.ts'
import { searchFor, typeWords } from '../../state/ask.ts'
import { focusGrid } from '../../state/focus.ts'
import { usePhotos } from '../../state/photos.ts'
import { forgetAllSearches, forgetSearch, rememberSearch, useSearches } from '../../state/searches.ts'
import { placeCaret } from './chip-focus.ts'

export const listId = 'search-options'
export const optionId = (index: number): string => `${listId}-${index}`

/** The list under the box and where the keyboard stands in it. */
export interface Options {
  readonly all: readonly SearchOption[]
  readonly isOpen: boolean
  readonly active: number | null
  open(caret: number): void
  close(): void
  moveCaret(caret: number): void
  point(index: number): void
  choose(option: SearchOption): void
  forget(option: SearchOption): void
  /** Whether a key was for the list. */
  takesKey(key: string): boolean
}

export function useOptions(): Options {
  const box = usePhotos((state) => state.query.box)
  const offered = useSearches(useShallow(({ recent, saved, facets }) => ({ recent, saved, facets })))
  const [isWanted, setWanted] = useState(false)
  const [caret, setCaret] = useState(0)
  const [pointed, setPointed] = useState<number | null>(null)
  const all = useMemo(
    () => (isWanted ? optionsFor(box, caret, offered) : []),
    [isWanted, box, caret, offered],
  )
  const active = pointed !== null && pointed < all.length ? pointed : null
  const isOpen = isWanted && all.length > 0

  const close = () => {
    setWanted(false)
    setPointed(null)
  }
  const choose = (option: SearchOption) => {
    setPointed(null)
    switch (option.kind) {
      case 'completion': {
        const { text, caret: next } = completed(usePhotos.getState().query.box.draft, option.completion)
        setCaret(next)
        typeWords(text, next)
        if (next < text.length) placeCaret(next)
        return
      }
      case 'clear':
        void forgetAllSearches()
        return
      default:
        close()
        searchFor(option.kind === 'recent' ? option.text : option.search.text)
        rememberSearch()
        focusGrid()
    }
  }
  const takesKey = (key: string) => {
    if (!isOpen) return false
    const option = active === null ? undefined : all[active]
    if (key === 'ArrowDown') setPointed(stepped(active, 1, all.length))
    else if (key === 'ArrowUp') setPointed(stepped(active, -1, all.length))
    else if ((key === 'Enter' || key === 'Tab') && option?.kind === 'completion') choose(option)
    else if (key === 'Enter' && option) choose(option)
    else if (key === 'Delete' && option?.kind === 'recent') forget(option)
    else return false
    return true
  }

  return {
    all,
    isOpen,
    active,
    open: (at) => {
      setWanted(true)
      setCaret(at)
      setPointed(null)
    },
    close,
    moveCaret: setCaret,
    point: setPointed,
    choose,
    forget,
    takesKey,
  }
}

function forget(option: SearchOption): void {
  if (option.kind === 'recent') void forgetSearch(option.text)
}

/** Beyond either end lies what was typed. */
function stepped(at: number | null, by: 1 | -1, count: number): number | null {
  const next = at === null ? (by === 1 ? 0 : count - 1) : at + by
  return next < 0 || next >= count ? null : next
}
