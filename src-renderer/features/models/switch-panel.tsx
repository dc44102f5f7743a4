import type { ModelEntry, ModelSwitch } from '../../../src-preload/contract/models.ts'
import { Button } from '../../parts/button.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { useLibrary } from '../../state/library.ts'
import { switchNow, switchTo, useModels } from '../../state/models.ts'
import { t } from '../../strings/index.ts'
import { PauseButton } from '../progress/pause-button.tsx'
import { whyPaused } from '../progress/progress-words.ts'
import styles from './models.module.css'

interface SwitchPanelProps {
  readonly change: ModelSwitch
  readonly active: ModelEntry | null
}

/** Photos on their way to another model: how far, what happens meanwhile, and the ways out. */
export function SwitchPanel({ change, active }: SwitchPanelProps) {
  const progress = useLibrary((state) => state.progress)
  const busy = useModels((state) => state.busy)
  const refusal = useModels(({ refusals }) => refusals.get(change.to) ?? refusals.get(active?.id ?? ''))
  const isPaused = progress?.phase === 'paused'
  const isIndexing = change.phase === 'indexing'
  const counts = t.switching.counts(change)
  return (
    <section className={styles.switch} aria-labelledby="model-switch">
      <div className={styles.head}>
        <h3 id="model-switch" className={styles.name}>
          {t.switching.title(change.name)}
        </h3>
        {progress && (!isPaused || progress.pauseReason === 'person') && !isIndexing && (
          <PauseButton isPaused={isPaused} />
        )}
      </div>
      <ProgressBar
        label={t.switching.title(change.name)}
        part={isIndexing || change.total === 0 ? null : change.done / change.total}
        text={counts}
        isHeldUp={isPaused}
      />
      <p className={styles.numbers}>
        {progress && isPaused ? t.switching.pausedCounts(change, whyPaused(progress)) : counts}
      </p>
      {active && <p>{t.switching.meanwhile(active.name)}</p>}
      {change.away > 0 && <p className={styles.note}>{t.switching.away(change.away)}</p>}
      <div className={styles.ways}>
        <Button
          look="outlined"
          isBusy={busy.has(change.to)}
          aria-describedby="use-now-note"
          onClick={() => void switchNow(change.to)}
        >
          {t.switching.now}
        </Button>
        {active && (
          <Button look="outlined" isBusy={busy.has(active.id)} onClick={() => void switchTo(active)}>
            {t.switching.back(active.name)}
          </Button>
        )}
      </div>
      <p id="use-now-note" className={styles.note}>
        {t.switching.nowNote(change.done)}
      </p>
      {refusal !== undefined && (
        <p className={styles.problem} role="alert">
          {refusal}
        </p>
      )}
    </section>
  )
}
