import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { SavedSearch } from '../../../src-preload/contract/search.ts'
import { Button } from '../../parts/button.tsx'
import { Modal } from '../../parts/modal.tsx'
import { renameSearch } from '../../state/searches.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import styles from '../collections/collections.module.css'

const formId = 'rename-search'
/** The contract's limit for a name. */
const longestName = 100

/** Asks for another name of a saved search. */
export function RenameSearch({ search }: { readonly search: SavedSearch }) {
  const [name, setName] = useState(search.name)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    setSending(true)
    const refused = await renameSearch(search.id, name)
    setSending(false)
    setProblem(refused)
    if (refused === null) closeDialog()
  }

  return (
    <Modal
      title={t.collections.renameTitle(search.name)}
      onClose={closeDialog}
      takesKeyboard={false}
      footer={
        <>
          <Button look="outlined" onClick={closeDialog}>
            {t.cancel}
          </Button>
          <Button look="primary" type="submit" form={formId} disabled={name.trim() === ''} isBusy={isSending}>
            {t.collections.renameButton}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)}>
        <label className={styles.field}>
          <span>{t.collections.name}</span>
          <input
            data-takes-keyboard
            value={name}
            maxLength={longestName}
            autoComplete="off"
            aria-invalid={problem !== null}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <p className={styles.note}>{search.text}</p>
      </form>
    </Modal>
  )
}
