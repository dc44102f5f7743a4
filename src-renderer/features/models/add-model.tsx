import { FolderInput } from 'lucide-react'
import { useState } from 'react'
import { client } from '../../api/index.ts'
import { Button } from '../../parts/button.tsx'
import { useLibrary } from '../../state/library.ts'
import { importing, importModels, useModels } from '../../state/models.ts'
import { sayError } from '../../state/notices.ts'
import { t } from '../../strings/index.ts'
import { FolderBrowser } from '../folders/folder-browser.tsx'
import styles from './models.module.css'

/** The offline way: a folder that holds a model is tried and copied. */
export function AddModel({ modelsFolder }: { readonly modelsFolder: string }) {
  const [choosing, setChoosing] = useState(false)
  const hasDialog = useLibrary((state) => state.host?.folderDialog)
  const busy = useModels((state) => state.busy.has(importing))
  const refusal = useModels((state) => state.refusals.get(importing))

  const choose = () => {
    if (!hasDialog) return setChoosing(true)
    client
      .request('folders.choose', { purpose: 'model' })
      .then(({ paths }) => importModels(paths))
      .catch(sayError)
  }
  return (
    <div className={styles.add}>
      <Button look="outlined" isBusy={busy} aria-describedby="add-model-note" onClick={choose}>
        <FolderInput size={16} aria-hidden />
        {busy ? t.models.adding : t.models.add}
      </Button>
      <p id="add-model-note" className={styles.note}>
        {t.models.addNote(modelsFolder)}
      </p>
      {refusal !== undefined && (
        <p className={styles.problem} role="alert">
          {refusal}
        </p>
      )}
      {choosing && (
        <FolderBrowser
          title={t.models.addTitle}
          intro={`${t.models.addIntro} ${t.models.addElsewhere(modelsFolder)}`}
          choose={t.models.addChoose}
          onChoose={(path) => {
            setChoosing(false)
            void importModels([path])
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  )
}
