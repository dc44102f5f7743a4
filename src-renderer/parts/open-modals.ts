import { create } from 'zustand'

const useOpenModals = create<{ readonly open: readonly HTMLDialogElement[] }>(() => ({ open: [] }))

/** Until it is called off. */
export function enterModal(dialog: HTMLDialogElement): () => void {
  useOpenModals.setState(({ open }) => ({ open: [...open, dialog] }))
  return () => useOpenModals.setState(({ open }) => ({ open: open.filter((other) => other !== dialog) }))
}

/** What lies outside the uppermost dialog is dimmed, and neither clicked nor read out. */
export const useTopModal = () => useOpenModals(({ open }) => open.at(-1) ?? null)
