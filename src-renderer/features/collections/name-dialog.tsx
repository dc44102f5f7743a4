import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { Collection } from '../../../src-preload/contract/library.ts'
import { Button } from '../../parts/button.tsx'
import { Modal } from '../../parts/modal.tsx'
import { createCollection, renameCollection } from '../../state/collections.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import styles from './collections.module.css'

interface NameDialogProps {
  /** null: a new one. */
  readonly collection: Collection | null
  /** What a new one begins with. */
  readonly photoIds: readonly number[]
}

const formId = 'name-collection'

/** Asks for the name of a collection. */
export function NameDialog({ collection, photoIds }: NameDialogProps) {
  const [name, setName] = useState(collection?.name ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    setSending(true)
    const refused = collection
      ? await renameCollection(collection, name)
      : await createCollection(name, photoIds)
    setSending(false)
    setProblem(refused)
    if (refused === null) closeDialog()
  }

  return (
    <Modal
      title={collection ? t.collections.renameTitle(collection.name) : t.collections.createTitle}
      onClose={closeDialog}
      takesKeyboard={false}
      footer={
        <>
          <Button look="outlined" onClick={closeDialog}>
            {t.cancel}
          </Button>
          <Button look="primary" type="submit" form={formId} disabled={name.trim() === ''} isBusy={isSending}>
            {collection ? t.collections.renameButton : t.collections.createButton}
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
            maxLength={100}
            autoComplete="off"
            aria-invalid={problem !== null}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {!collection && <p className={styles.note}>{t.collections.withPhotos(photoIds.length)}</p>}
      </form>
    </Modal>
  )
}
