import type { ModelEntry } from '../../../src-preload/contract/models.ts'
import type { ModelAct } from '../../lib/model-rows.ts'
import { Button } from '../../parts/button.tsx'
import { cancelModel, getModel, switchTo, useModels } from '../../state/models.ts'
import { t } from '../../strings/index.ts'
import styles from './models.module.css'

interface ModelActsProps {
  readonly model: ModelEntry
  readonly acts: readonly ModelAct[]
  readonly nameId: string
  readonly onRemove: () => void
}

/** What can be done with a model; nothing is fetched without a click here. */
export function ModelActs({ model, acts, nameId, onRemove }: ModelActsProps) {
  const busy = useModels((state) => state.busy.get(model.id))
  const shown: Record<ModelAct, { label: string; run: () => void; isQuiet?: boolean }> = {
    get: { label: t.models.get(model.sizeBytes), run: () => void getModel(model) },
    retry: { label: t.models.retry, run: () => void getModel(model) },
    cancel: { label: t.models.cancel, run: () => void cancelModel(model) },
    use: {
      label: busy === 'using' ? t.models.trying : t.models.use,
      run: () => void switchTo(model),
    },
    remove: {
      label: busy === 'removing' ? t.models.removing : t.models.remove,
      run: onRemove,
      isQuiet: true,
    },
  }
  return (
    <div className={styles.acts}>
      {acts.map((act) => {
        const { label, run, isQuiet } = shown[act]
        return (
          <Button
            // One button goes from Download over Cancel to Use, so that the keyboard stays on it.
            key={act === 'remove' ? act : 'main'}
            look={
              isQuiet && acts.length > 1
                ? 'plain'
                : act === 'get' && model.isSuggested
                  ? 'primary'
                  : 'outlined'
            }
            isBusy={busy !== undefined}
            aria-describedby={nameId}
            // The second press of a double click was meant for what stood there before.
            onClick={({ detail }) => detail > 1 || run()}
          >
            {label}
          </Button>
        )
      })}
    </div>
  )
}
