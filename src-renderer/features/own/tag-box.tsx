import { Plus } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { suggestTags, tagNames } from '../../lib/tag-suggestions.ts'
import { focusGrid } from '../../state/focus.ts'
import { useOwnData } from '../../state/own-data.ts'
import { addTags } from '../../state/tags.ts'
import { useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import styles from './own.module.css'

interface TagBoxProps {
  readonly label: string
  readonly photoIds: readonly number[]
  /** Tags that all of the photos bear: nothing to suggest. */
  readonly taken: readonly string[]
}

/** Adds tags; what the person used before is suggested while they type. */
export function TagBox({ label, photoIds, taken }: TagBoxProps) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(-1)
  const [isOpen, setOpen] = useState(false)
  const ref = useRef<HTMLInputElement>(null)
  const listId = useId()
  const tags = useOwnData((state) => state.tags)
  const found = isOpen ? suggestTags(tags, typed, taken) : []
  useWantedKeyboard(ref)

  const add = async (text: string) => {
    setOpen(false)
    setAt(-1)
    if (await addTags(photoIds, tagNames(text))) setTyped('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      setAt((now) => (now + step + found.length + 1) % (found.length + 1))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      void add(found[at]?.name ?? typed)
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      if (found.length > 0) setOpen(false)
      else leave(event.currentTarget)
    }
  }

  return (
    <div className={styles.tagBox}>
      <Plus size={14} aria-hidden className={styles.plus} />
      <input
        ref={ref}
        className={styles.tagInput}
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 && at < found.length ? `${listId}-${at}` : undefined}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={1_000}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setOpen(true)
          setAt(-1)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={t.tags.suggestions}
        className={styles.suggestions}
        hidden={found.length === 0}
      >
        {found.map((tag, index) => (
          <li
            key={tag.name}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            // Before the box loses the keyboard and closes the list.
            onPointerDown={(event) => {
              event.preventDefault()
              void add(tag.name)
            }}
          >
            <span>{tag.name}</span>
            <span className={styles.uses}>{t.photos(tag.photos)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** T was pressed: the box that can be reached takes the keyboard, once it is there. */
function useWantedKeyboard(ref: { readonly current: HTMLInputElement | null }): void {
  const isWanted = useUi((state) => state.tagBoxWanted)
  useEffect(() => {
    if (!isWanted || !ref.current || ref.current.closest('[inert]')) return
    ref.current.focus()
    useUi.setState({ tagBoxWanted: false })
  }, [isWanted, ref])
}

/** Back to the photos: the viewer's stage, or the grid. */
function leave(input: HTMLInputElement): void {
  const viewer = input.closest<HTMLElement>('[role="dialog"]')
  if (viewer) viewer.focus()
  else focusGrid(false)
}
