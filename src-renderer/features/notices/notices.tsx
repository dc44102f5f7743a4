import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react'
import { Button, IconButton } from '../../parts/button.tsx'
import { focusGrid } from '../../state/focus.ts'
import { dismiss, useNotices } from '../../state/notices.ts'
import type { Toast } from '../../state/notices.ts'
import { t } from '../../strings/index.ts'
import styles from './notices.module.css'

const icons = { info: Info, warning: TriangleAlert, error: CircleAlert }

/** Calm lines at the foot of the window. */
export function Notices() {
  const toasts = useNotices((state) => state.toasts)
  return (
    <section className={styles.stack} aria-label={t.notices.label} aria-live="polite">
      {toasts.map((toast) => (
        <Line key={toast.id} toast={toast} />
      ))}
    </section>
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
          onClick={() => {
            dismiss(toast.id)
            action.run()
            focusGrid(false)
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton
        label={t.dismiss}
        className={styles.close}
        onClick={() => {
          dismiss(toast.id)
          focusGrid(false)
        }}
      >
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  )
}
