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
  /** Why photos cannot be read for the model that is on its way: one sentence. */
  readonly problem: string | null
}

/** Photos on their way to another model: how far, what happens meanwhile, and the ways out. */
export function SwitchPanel({ change, active, problem }: SwitchPanelProps) {
  const progress = useLibrary((state) => state.progress)
  const busy = useModels((state) => state.busy)
  const refusal = useModels(({ refusals }) => refusals.get(change.to) ?? refusals.get(active?.id ?? ''))
  // Taken before all photos were ready, it answers already and reads the others.
  const former = active?.id === change.to ? null : active
  const isPaused = progress?.phase === 'paused'
  const isIndexing = change.phase === 'indexing'
  const counts = t.switching.counts(change)
  return (
    <section className={styles.switch} aria-labelledby="model-switch">
      <div className={styles.head}>
        <h3 id="model-switch" className={styles.name}>
          {former ? t.switching.title(change.name) : t.switching.restTitle(change.name)}
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
      <p>{former ? t.switching.meanwhile(former.name) : t.switching.answering(change.name)}</p>
      {change.away > 0 && <p className={styles.note}>{t.switching.away(change.away)}</p>}
      {problem !== null && <p className={styles.problem}>{problem}</p>}
      {former && (
        <>
          <div className={styles.ways}>
            <Button
              look="outlined"
              isBusy={busy.has(change.to)}
              aria-describedby="use-now-note"
              onClick={() => void switchNow(change.to)}
            >
              {t.switching.now}
            </Button>
            <Button look="outlined" isBusy={busy.has(former.id)} onClick={() => void switchTo(former)}>
              {t.switching.back(former.name)}
            </Button>
          </div>
          <p id="use-now-note" className={styles.note}>
            {t.switching.nowNote(change.done)}
          </p>
        </>
      )}
      {refusal !== undefined && (
        <p className={styles.problem} role="alert">
          {refusal}
        </p>
      )}
    </section>
  )
}
