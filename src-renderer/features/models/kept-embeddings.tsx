import { useId, useState } from 'react'
import type { ModelEntry } from '../../../src-preload/contract/models.ts'
import { Button } from '../../parts/button.tsx'
import { forgetEmbeddings, useModels } from '../../state/models.ts'
import { format, t } from '../../strings/index.ts'
import { AskFirst } from './ask-first.tsx'
import styles from './models.module.css'

/** What the catalog keeps for each model, and how much room that takes. */
export function KeptEmbeddings({ models }: { readonly models: readonly ModelEntry[] }) {
  const kept = models.filter(({ embeddings }) => embeddings.photos > 0)
  if (kept.length === 0) return null
  return (
    <section aria-labelledby="models-kept">
      <h3 id="models-kept">{t.embeddings.title}</h3>
      <p className={styles.intro}>{t.embeddings.note}</p>
      <ul className={styles.rows}>
        {kept.map((model) => (
          <Kept key={model.id} model={model} />
        ))}
      </ul>
    </section>
  )
}

function Kept({ model }: { readonly model: ModelEntry }) {
  const nameId = useId()
  const [asks, setAsks] = useState(false)
  const busy = useModels((state) => state.busy.has(model.id))
  const { name, role, embeddings } = model
  const size = format.bytes(embeddings.sizeBytes)
  return (
    <li className={styles.kept}>
      <span id={nameId}>{name}</span>
      <span className={styles.numbers}>{t.embeddings.kept(embeddings.photos, size)}</span>
      {role === null ? (
        <Button look="outlined" isBusy={busy} aria-describedby={nameId} onClick={() => setAsks(true)}>
          {t.embeddings.remove}
        </Button>
      ) : (
        <span className={styles.numbers}>
          {role === 'active' ? t.embeddings.inUse : t.embeddings.beingMade}
        </span>
      )}
      {asks && (
        <AskFirst
          title={t.embeddings.removeTitle(name)}
          button={t.embeddings.removeButton}
          onAgree={() => void forgetEmbeddings(model)}
          onClose={() => setAsks(false)}
        >
          <p>{t.embeddings.removeText(name, embeddings.photos, size)}</p>
        </AskFirst>
      )}
    </li>
  )
}
