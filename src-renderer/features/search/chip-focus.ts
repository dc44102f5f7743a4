import { searchBoxId } from '../../state/commands.ts'

/** Marks what of a chip takes the keyboard. */
export const chipMark = 'data-search-chip'

const chips = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`[${chipMark}]`)]

const input = () => document.querySelector<HTMLInputElement>(`#${searchBoxId}`)

export const focusInput = (): void => input()?.focus()

/** To be called after the text was changed: puts the caret where that is to be gone on with, once it is drawn. */
export function placeCaret(at: number): void {
  // React draws what a key or a click changed in a microtask of its own, which was queued before this one.
  queueMicrotask(() => input()?.setSelectionRange(at, at))
}

/** Puts the keyboard on a chip by its place; behind the last one stands the input. Says whether there are any. */
export function focusChip(at: number | 'last'): boolean {
  const all = chips()
  const chip = all[at === 'last' ? all.length - 1 : Math.max(0, at)]
  if (chip) chip.focus()
  else focusInput()
  return all.length > 0
}

export const placeOfChip = (chip: Element): number => chips().findIndex((other) => other === chip)
