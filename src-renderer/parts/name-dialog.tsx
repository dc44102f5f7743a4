import { useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import { t } from '../strings/index.ts'
import { Button } from './button.tsx'
import { Modal } from './modal.tsx'
import styles from './name-dialog.module.css'

interface NameDialogProps {
  readonly title: string
  /** What stands over the field. */
  readonly label: string
  /** Under the field. */
  readonly note?: string | undefined
  readonly initialName: string
  /** On the button that gives the name. */
  readonly action: string
  /** Gives why the name could not be given, or null: then the dialog closes. */
  readonly onName: (name: string) => Promise<string | null>
  readonly onClose: () => void
}

/** The contract's limit for a name. */
const longestName = 100

/** Asks for a name. One that is refused stays in the field, with the reason beside it. */
export function NameDialog({ title, label, note, initialName, action, onName, onClose }: NameDialogProps) {
  const [name, setName] = useState(() => initialName.slice(0, longestName))
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const formId = useId()
  const problemId = useId()

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    setSending(true)
    const refused = await onName(name)
    setSending(false)
    setProblem(refused)
    if (refused === null) onClose()
  }

  return (
    <Modal
      title={title}
      onClose={onClose}
      takesKeyboard={false}
      footer={
        <>
          <Button look="outlined" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button look="primary" type="submit" form={formId} disabled={name.trim() === ''} isBusy={isSending}>
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)}>
        <label className={styles.field}>
          <span>{label}</span>
          <input
            data-takes-keyboard
            value={name}
            maxLength={longestName}
            autoComplete="off"
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : problemId}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {problem !== null && (
          <p id={problemId} className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {note !== undefined && <p className={styles.note}>{note}</p>}
      </form>
    </Modal>
  )
}
