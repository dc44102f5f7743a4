import { useEffect } from 'react'
import type { RefObject } from 'react'

/**
 * Where a button goes away with what it was pressed for, the keyboard would fall back to the whole window: it goes on
 * at `rest` instead.
 */
export function useHeldKeyboard(
  page: RefObject<HTMLElement | null>,
  rest: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const within = page.current
    if (!within) return
    let wasHere = within.contains(document.activeElement)
    const onFocus = ({ target }: FocusEvent) => {
      wasHere = target instanceof Node && within.contains(target)
    }
    const changes = new MutationObserver(() => {
      if (wasHere && document.activeElement === document.body) rest.current?.focus({ preventScroll: true })
    })
    document.addEventListener('focusin', onFocus)
    changes.observe(within, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', onFocus)
      changes.disconnect()
    }
  }, [page, rest])
}
