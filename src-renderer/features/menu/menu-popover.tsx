import { useEffect, useLayoutEffect, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import styles from './menu-popover.module.css'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly keys?: string
  readonly isDangerous?: boolean
  /** One of several choices, and whether it is the present one. */
  readonly isChecked?: boolean
  /** A line above it. */
  readonly startsGroup?: boolean
  readonly run: () => void
}

interface MenuPopoverProps {
  readonly label: string
  readonly x: number
  readonly y: number
  readonly items: readonly MenuItem[]
  readonly onClose: () => void
}

const marginPx = 8

/** A menu at a point of the window, in the top layer, with the keyboard inside. */
export function MenuPopover({ label, x, y, items, onClose }: MenuPopoverProps) {
  const ref = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const menu = ref.current
    if (!menu) return undefined
    const before = document.activeElement
    menu.showPopover()
    const { width, height } = menu.getBoundingClientRect()
    menu.style.left = `${Math.max(marginPx, Math.min(x, window.innerWidth - width - marginPx))}px`
    menu.style.top = `${Math.max(marginPx, Math.min(y, window.innerHeight - height - marginPx))}px`
    const first = menu.querySelector<HTMLElement>('[aria-checked="true"]') ?? itemsOf(menu)[0]
    first?.focus()
    return () => {
      // Only while nothing else has taken the keyboard: the menu's own action may have.
      const now = document.activeElement
      const isFree = now === document.body || now === null || menu.contains(now)
      if (isFree && before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [x, y])

  useEffect(() => {
    const menu = ref.current
    const onToggle = (event: Event) => {
      if (event instanceof ToggleEvent && event.newState === 'closed') onClose()
    }
    menu?.addEventListener('toggle', onToggle)
    return () => menu?.removeEventListener('toggle', onToggle)
  }, [onClose])

  const choose = (item: MenuItem) => {
    onClose()
    item.run()
  }

  return (
    <div
      ref={ref}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={styles.menu}
      onKeyDown={(event) => walk(event, ref.current, onClose)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role={item.isChecked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={item.isChecked}
          tabIndex={-1}
          className={styles.item}
          data-dangerous={item.isDangerous}
          data-group={item.startsGroup}
          onClick={() => choose(item)}
          onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
        >
          {item.icon}
          <span>{item.label}</span>
          {item.keys && <kbd aria-hidden>{item.keys}</kbd>}
        </button>
      ))}
    </div>
  )
}

function walk(event: KeyboardEvent, menu: HTMLElement | null, onClose: () => void): void {
  const items = menu ? itemsOf(menu) : []
  const at = items.findIndex((item) => item === document.activeElement)
  const next = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key]
  event.stopPropagation()
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault()
    onClose()
  }
  if (next === undefined) return
  event.preventDefault()
  items[next]?.focus()
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')]
}
