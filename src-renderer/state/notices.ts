import { create } from 'zustand'
import { toPlainError } from '../../src-preload/contract/errors.ts'

export interface Toast {
  readonly id: string
  readonly level: 'info' | 'warning' | 'error'
  readonly message: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** Long enough to read twice; warnings and errors stay until they are dismissed. */
const infoShownMs = 8_000
const mostAtOnce = 3

export const useNotices = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }))

/** What was done to photos: the last of it is told, so that quick work leaves no pile of lines. */
export const doneId = 'done'

let count = 0
const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** Shows a calm line. One with an id that is on screen already takes its place. */
export function say(toast: Omit<Toast, 'id'> & { readonly id?: string }): void {
  const id = toast.id ?? `toast-${++count}`
  dismiss(id)
  const others = useNotices.getState().toasts.filter((other) => other.message !== toast.message)
  useNotices.setState({ toasts: [...others, { ...toast, id }].slice(-mostAtOnce) })
  if (toast.level !== 'info') return
  timers.set(
    id,
    setTimeout(() => dismiss(id), infoShownMs),
  )
}

export function sayError(error: unknown): void {
  say({ level: 'error', message: toPlainError(error).message })
}

export function dismiss(id: string): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
  useNotices.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}
