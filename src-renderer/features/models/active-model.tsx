import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ModelEntry } from '../../../src-preload/contract/models.ts'
import { rowOf } from '../../lib/model-rows.ts'
import { t } from '../../strings/index.ts'
import { ModelFacts } from './model-facts.tsx'
import styles from './models.module.css'

interface ActiveModelProps {
  readonly model: ModelEntry
  /** Photos that a former model found, and this one could not read. */
  readonly notFound: number
}

/** The model that answers. */
export function ActiveModel({ model, notFound }: ActiveModelProps) {
  const { problem } = rowOf(model)
  const Icon = problem === null ? CircleCheck : CircleAlert
  return (
    <section className={styles.active} aria-labelledby="model-in-use">
      <div className={styles.head}>
        <h3 id="model-in-use" className={styles.name}>
          {model.name}
        </h3>
        <span className={styles.badge} data-kind={problem === null ? 'active' : 'broken'}>
          <Icon size={14} aria-hidden />
          {problem === null ? t.models.active : t.models.broken}
        </span>
      </div>
      <p>{model.note}</p>
      {problem !== null && (
        <p className={styles.problem}>
          {problem} {model.isBuiltIn && t.models.brokenBuiltIn}
        </p>
      )}
      {notFound > 0 && <p className={styles.warning}>{t.models.notFound(notFound)}</p>}
      <ModelFacts model={model} />
      {model.quantized && <p className={styles.quantized}>{t.models.quantized(model.quantized)}</p>}
    </section>
  )
}
