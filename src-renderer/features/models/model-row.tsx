import { CircleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import type { ModelEntry } from '../../../src-preload/contract/models.ts'
import { rowOf } from '../../lib/model-rows.ts'
import { useModels } from '../../state/models.ts'
import { t } from '../../strings/index.ts'
import { DownloadBar } from './download-bar.tsx'
import { ModelActs } from './model-acts.tsx'
import { ModelFacts } from './model-facts.tsx'
import styles from './models.module.css'
import { RemoveModel } from './remove-model.tsx'

/** A model that does not answer now: offered, on its way, on this computer, or broken. */
export function ModelRow({ model }: { readonly model: ModelEntry }) {
  const nameId = useId()
  const [asksToRemove, setAsksToRemove] = useState(false)
  const refusal = useModels(({ refusals }) => refusals.get(model.id))
  const row = rowOf(model)
  const sizeIsOnButton = row.acts.includes('get')

  return (
    <li className={styles.row} aria-labelledby={nameId}>
      <div className={styles.about}>
        <div className={styles.head}>
          <h4 id={nameId} className={styles.name}>
            {model.name}
          </h4>
          {row.kind === 'broken' && (
            <span className={styles.badge} data-kind="broken">
              <CircleAlert size={14} aria-hidden />
              {t.models.broken}
            </span>
          )}
          {row.kind === 'installed' && <span className={styles.badge}>{t.models.installed}</span>}
          {model.isSuggested && row.kind !== 'installed' && row.kind !== 'broken' && (
            <span className={styles.badge} data-kind="suggested">
              {t.models.suggested}
            </span>
          )}
        </div>
        {model.note !== '' && <p className={styles.note}>{model.note}</p>}
        <ModelFacts model={model} withSize={!sizeIsOnButton} />
        {model.quantized && <p className={styles.quantized}>{t.models.quantized(model.quantized)}</p>}
        {row.problem !== null && (
          <p className={styles.problem}>
            {row.problem}
            {row.kind === 'broken' && model.isBuiltIn && ` ${t.models.brokenBuiltIn}`}
            {row.acts.includes('remove') && row.kind === 'broken' && ` ${t.models.brokenNext}`}
          </p>
        )}
        {refusal !== undefined && refusal !== row.problem && (
          <p className={styles.problem} role="alert">
            {refusal}
          </p>
        )}
      </div>
      <ModelActs model={model} acts={row.acts} nameId={nameId} onRemove={() => setAsksToRemove(true)} />
      {row.download && <DownloadBar model={model} download={row.download} />}
      {asksToRemove && <RemoveModel model={model} onClose={() => setAsksToRemove(false)} />}
    </li>
  )
}
