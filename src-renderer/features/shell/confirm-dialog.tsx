import { Button } from '../../parts/button.tsx'
import { Modal } from '../../parts/modal.tsx'
import type { Question } from '../../state/confirm.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'

interface ConfirmDialogProps {
  readonly question: Question
  readonly onAgree: () => void
}

/** A question before many photos change: the keyboard stands on the answer that leaves all as it is. */
export function ConfirmDialog({ question, onAgree }: ConfirmDialogProps) {
  return (
    <Modal
      title={question.title}
      onClose={closeDialog}
      takesKeyboard={false}
      footer={
        <>
          <Button look="outlined" data-takes-keyboard onClick={closeDialog}>
            {t.cancel}
          </Button>
          <Button look="primary" onClick={onAgree}>
            {question.action}
          </Button>
        </>
      }
    >
      <p>{question.text}</p>
    </Modal>
  )
}
