import type { KeyboardEvent } from 'react'

/** Arrows, Home and End go through the tabs, whichever way they are laid. */
export function walkTabs<Tab>(
  event: KeyboardEvent<HTMLElement>,
  tabs: readonly Tab[],
  shown: Tab,
  show: (tab: Tab) => void,
): void {
  const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl'
  const forward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight'
  const back = isRightToLeft ? 'ArrowRight' : 'ArrowLeft'
  const at = tabs.indexOf(shown)
  const next = { ArrowDown: at + 1, [forward]: at + 1, ArrowUp: at - 1, [back]: at - 1, Home: 0, End: -1 }[
    event.key
  ]
  if (next === undefined) return
  event.preventDefault()
  const tab = tabs.at(next % tabs.length)
  if (tab !== undefined) show(tab)
}
