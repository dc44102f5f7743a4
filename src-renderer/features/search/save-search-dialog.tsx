import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Button } from '../../parts/button.tsx'
import { Modal } from '../../parts/modal.tsx'
import { saveSearch } from '../../state/searches.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import styles from '../collections/collections.module.css'
import { nameOfSearch } from './query-title.ts'
import { useFolderNames } from './use-folder-names.ts'

const formId = 'save-search'
/** The contract's limit for a name. */
const longestName = 100

/** Asks under which name a search is kept. */
export function SaveSearchDialog({ text }: { readonly text: string }) {
  const names = useFolderNames()
  const [name, setName] = useState(() => nameOfSearch(text, names).slice(0, longestName))
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    setSending(true)
    const refused = await saveSearch(name, text)
    setSending(false)
    setProblem(refused)
    if (refused === null) closeDialog()
  }

  return (
    <Modal
      title={t.saveSearch.title}
      onClose={closeDialog}
      takesKeyboard={false}
      footer={
        <>
          <Button look="outlined" onClick={closeDialog}>
            {t.cancel}
          </Button>
          <Button look="primary" type="submit" form={formId} disabled={name.trim() === ''} isBusy={isSending}>
            {t.saveSearch.save}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)}>
        <label className={styles.field}>
          <span>{t.saveSearch.name}</span>
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
        <p className={styles.note}>{t.saveSearch.note}</p>
      </form>
    </Modal>
  )
}
