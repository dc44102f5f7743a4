import { X } from 'lucide-react'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { classes } from '../../parts/classes.ts'
import { direction, t } from '../../strings/index.ts'
import { chipMark, focusChip, focusInput, placeOfChip } from './chip-focus.ts'
import styles from './chips.module.css'

interface BoxChipProps {
  readonly label: string
  /** What it stands for in the language of the box. */
  readonly text: string
  readonly picture?: ReactNode
  readonly isPlace?: boolean
  readonly removeLabel?: string
  readonly onRemove: () => void
  /** Enter, or a double click. */
  readonly onEdit?: () => void
  /** A click opens a menu instead. */
  readonly onMenu?: (face: HTMLElement) => void
}

/** More could not be read anyway. */
const longestLabel = 80
const longestTitle = 500

/** A part of the search: arrows walk along the chips, Enter edits, Delete removes. */
export function BoxChip({ label, text, picture, isPlace = false, removeLabel, ...does }: BoxChipProps) {
  const shown = shortened(label, longestLabel)
  return (
    <li className={classes(styles.chip, isPlace && styles.place)}>
      <button
        type="button"
        {...{ [chipMark]: '' }}
        tabIndex={-1}
        className={styles.face}
        title={shortened(text, longestTitle)}
        aria-label={shown}
        aria-description={does.onEdit ? t.search.chipHelp : undefined}
        aria-haspopup={does.onMenu ? 'menu' : undefined}
        onKeyDown={(event) => onKey(event, does)}
        onCopy={(event) => {
          event.preventDefault()
          event.clipboardData.setData('text/plain', text)
        }}
        onDoubleClick={does.onEdit}
        onClick={(event) => onClick(event, does)}
      >
        {picture}
        <span className={styles.label} dir="auto">
          {shown}
        </span>
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={styles.remove}
        aria-label={removeLabel ?? t.search.remove(shown)}
        title={removeLabel ?? t.search.remove(shown)}
        onClick={does.onRemove}
      >
        <X size={12} aria-hidden />
      </button>
    </li>
  )
}

type Does = Pick<BoxChipProps, 'onRemove' | 'onEdit' | 'onMenu'>

function onClick(event: MouseEvent<HTMLElement>, { onMenu }: Does): void {
  // Enter and the space bar are clicks without a place.
  if (onMenu && event.detail > 0) onMenu(event.currentTarget)
}

function onKey(event: KeyboardEvent<HTMLElement>, { onRemove, onEdit, onMenu }: Does): void {
  const face = event.currentTarget
  const run = {
    [direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft']: () => focusChip(placeOfChip(face) - 1),
    [direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight']: () => focusNext(face),
    Home: () => focusChip(0),
    End: focusInput,
    Escape: focusInput,
    Delete: onRemove,
    Backspace: onRemove,
    Enter: onMenu ? () => onMenu(face) : onEdit,
    ' ': onMenu && (() => onMenu(face)),
  }[event.key]
  if (!run) return
  event.preventDefault()
  event.stopPropagation()
  run()
}

/** Behind the last chip stands the input. */
function focusNext(face: HTMLElement): void {
  const next = placeOfChip(face) + 1
  const count = document.querySelectorAll(`[${chipMark}]`).length
  if (next < count) focusChip(next)
  else focusInput()
}

const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text
