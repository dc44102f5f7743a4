import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react'
import type { MouseEvent } from 'react'
import { createPortal } from 'react-dom'
import { Button, IconButton } from '../../parts/button.tsx'
import { useTopModal } from '../../parts/open-modals.ts'
import { focusGrid } from '../../state/focus.ts'
import { dismiss, useNotices } from '../../state/notices.ts'
import type { Toast } from '../../state/notices.ts'
import { t } from '../../strings/index.ts'
import styles from './notices.module.css'

const icons = { info: Info, warning: TriangleAlert, error: CircleAlert }

/** Calm lines at the foot of the window, over a dialog too. */
export function Notices() {
  const toasts = useNotices((state) => state.toasts)
  const dialog = useTopModal()
  return createPortal(
    <section className={styles.stack} aria-label={t.notices.label} aria-live="polite">
      {toasts.map((toast) => (
        <Line key={toast.id} toast={toast} />
      ))}
    </section>,
    dialog ?? document.body,
  )
}

function Line({ toast }: { readonly toast: Toast }) {
  const Icon = icons[toast.level]
  const { action } = toast
  return (
    <div
      className={styles.toast}
      data-level={toast.level}
      role={toast.level === 'error' ? 'alert' : undefined}
    >
      <Icon size={16} aria-hidden className={styles.icon} />
      <p className={styles.message}>{toast.message}</p>
      {action && (
        <Button
          className={styles.action}
          onClick={(event) => {
            giveKeyboardBack(event)
            dismiss(toast.id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton
        label={t.dismiss}
        className={styles.close}
        onClick={(event) => {
          giveKeyboardBack(event)
          dismiss(toast.id)
        }}
      >
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  )
}

/** The button that has the keyboard goes with its line. */
function giveKeyboardBack({ currentTarget }: MouseEvent<HTMLElement>): void {
  const dialog = currentTarget.closest('dialog')
  if (dialog) dialog.querySelector<HTMLElement>('[data-takes-keyboard]')?.focus()
  else focusGrid(false)
}
