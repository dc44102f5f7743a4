import { X } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { t } from '../strings/index.ts'
import { IconButton } from './button.tsx'
import { classes } from './classes.ts'
import { enterModal } from './open-modals.ts'
import styles from './modal.module.css'

interface ModalProps {
  readonly title: string
  readonly onClose: () => void
  readonly wide?: boolean
  /** As large as the window lets it be, whatever is in it: for content with parts to go through. */
  readonly large?: boolean
  /** The title takes the keyboard; otherwise an element of the content with `data-takes-keyboard` does. */
  readonly takesKeyboard?: boolean
  readonly children: ReactNode
  readonly footer?: ReactNode
}

/** A modal dialog: the platform's own, so focus stays inside and goes back afterwards. */
export function Modal({
  title,
  onClose,
  wide = false,
  large = false,
  takesKeyboard = true,
  children,
  footer,
}: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    // Where nothing asks for the keyboard, the title takes it: a ring around "Close" would say the wrong thing.
    const first = dialog?.querySelector<HTMLElement>('[data-takes-keyboard]')
    if (first) first.focus()
    const leave = dialog && enterModal(dialog)
    return () => {
      leave?.()
      dialog?.close()
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])

  // The dialog itself is hit only where its content is not: on the backdrop.
  const onBackdrop = (event: MouseEvent) => {
    if (event.target === ref.current) onClose()
  }

  return (
    <dialog
      ref={ref}
      className={classes(styles.modal, wide && styles.wide, large && styles.large)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        // A dialog over a dialog is closed alone.
        event.stopPropagation()
        onClose()
      }}
      onMouseDown={onBackdrop}
    >
      <div className={styles.inner}>
        <header className={styles.header}>
          <h2 id={titleId} tabIndex={-1} data-takes-keyboard={takesKeyboard || undefined}>
            {title}
          </h2>
          <IconButton label={t.close} onClick={onClose}>
            <X size={16} aria-hidden />
          </IconButton>
        </header>
        <div className={styles.body}>{children}</div>
        {footer && <footer className={styles.footer}>{footer}</footer>}
      </div>
    </dialog>
  )
}
