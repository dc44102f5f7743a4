import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ModelInfo } from '../../../src-preload/contract/app.ts'
import { t } from '../../strings/index.ts'
import styles from './settings-dialog.module.css'

const states = {
  ready: t.settings.modelReady,
  missing: t.settings.modelMissing,
  broken: t.settings.modelBroken,
}

export function ModelSetting({ model }: { readonly model: ModelInfo }) {
  const isReady = model.state === 'ready'
  const Icon = isReady ? CircleCheck : CircleAlert
  return (
    <>
      <p className={styles.model}>
        <strong>{model.name}</strong>
        <span data-bad={!isReady}>
          <Icon size={14} aria-hidden />
          {states[model.state]}
        </span>
      </p>
      <p>{model.problem ?? model.note}</p>
      <p className={styles.note}>{t.settings.larger}</p>
    </>
  )
}
