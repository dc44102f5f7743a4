import type { ReactNode } from 'react'
import { Button } from '../../parts/button.tsx'
import { Modal } from '../../parts/modal.tsx'
import { t } from '../../strings/index.ts'
import styles from './models.module.css'

interface AskFirstProps {
  readonly title: string
  /** What the button that does it says. */
  readonly button: string
  readonly onAgree: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Asks before something is deleted. The keyboard stands on Cancel. */
export function AskFirst({ title, button, onAgree, onClose, children }: AskFirstProps) {
  const agree = () => {
    onClose()
    onAgree()
  }
  return (
    <Modal
      title={title}
      onClose={onClose}
      takesKeyboard={false}
      footer={
        <>
          <Button look="outlined" data-takes-keyboard onClick={onClose}>
            {t.cancel}
          </Button>
          <Button look="danger" onClick={agree}>
            {button}
          </Button>
        </>
      }
    >
      <div className={styles.question}>{children}</div>
    </Modal>
  )
}
