import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { Root } from '../../../src-preload/contract/library.ts'
import { Button } from '../../parts/button.tsx'
import { Modal } from '../../parts/modal.tsx'
import { setRules } from '../../state/folders.ts'
import { useLibrary } from '../../state/library.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import styles from './folder-settings.module.css'

const formId = 'folder-settings'
const largestSide = 10_000

/** What is left out of a folder: rules, a smallest size, and what is left out of every folder. */
export function FolderSettings({ root: opened }: { readonly root: Root }) {
  // Counts go on while the dialog is open.
  const root = useLibrary(({ roots }) => roots?.find(({ id }) => id === opened.id) ?? opened)
  const [rules, setText] = useState(opened.rules)
  const [side, setSide] = useState(String(opened.minSidePx))
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)

  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    const minSidePx = Number(side.trim() === '' ? '0' : side)
    if (!Number.isInteger(minSidePx) || minSidePx < 0 || minSidePx > largestSide) {
      setProblem(t.folderSettings.sizeWrong)
      return
    }
    setSaving(true)
    const refused = await setRules(root, rules, minSidePx)
    setSaving(false)
    setProblem(refused)
    if (refused === null) closeDialog()
  }

  return (
    <Modal
      wide
      title={t.folderSettings.title(root.name)}
      onClose={closeDialog}
      footer={
        <>
          <span className={styles.saving} role="status">
            {isSaving && t.folderSettings.saving}
          </span>
          <Button look="outlined" onClick={closeDialog}>
            {t.cancel}
          </Button>
          <Button look="primary" type="submit" form={formId} isBusy={isSaving}>
            {t.folderSettings.save}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} noValidate onSubmit={(event) => void save(event)}>
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <p className={styles.leftOut}>{t.folderSettings.leftOut(root.leftOut)}</p>
        <label className={styles.field}>
          <span>{t.folderSettings.rules}</span>
          <textarea
            rows={5}
            spellCheck={false}
            value={rules}
            maxLength={65_536}
            placeholder={t.folderSettings.rulesExample}
            aria-describedby={`${formId}-rules`}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p id={`${formId}-rules`} className={styles.note}>
          {t.folderSettings.rulesNote}
        </p>
        <details className={styles.examples}>
          <summary>{t.folderSettings.examplesTitle}</summary>
          <dl>
            {t.folderSettings.examples.map(([rule, meaning]) => (
              <div key={rule}>
                <dt>{rule}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </details>
        <label className={styles.size}>
          <span>{t.folderSettings.smallest}</span>
          <input
            type="number"
            inputMode="numeric"
            min={0}
            max={largestSide}
            value={side}
            onChange={(event) => setSide(event.target.value)}
          />
          <span>{t.folderSettings.smallestUnit}</span>
        </label>
        <p className={styles.note}>{t.folderSettings.smallestNote}</p>
        <h3>{t.folderSettings.always}</h3>
        <p>{t.folderSettings.alwaysText}</p>
        <p>{t.folderSettings.markers}</p>
        <h3>{t.folderSettings.watched}</h3>
        <p>{t.folderSettings.watchedKinds[root.watched]}</p>
      </form>
    </Modal>
  )
}
