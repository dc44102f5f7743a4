import type { ModelOverview, ModelSwitch } from '../../../src-preload/contract/models.ts'
import { activeModel } from '../../lib/model-rows.ts'
import { wayBack } from '../../lib/way-back.ts'
import { Button } from '../../parts/button.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { useLibrary } from '../../state/library.ts'
import { switchNow, switchTo, useModels } from '../../state/models.ts'
import { t } from '../../strings/index.ts'
import { PauseButton } from '../progress/pause-button.tsx'
import { whyPaused } from '../progress/progress-words.ts'
import styles from './models.module.css'

interface SwitchPanelProps {
  readonly overview: ModelOverview
  readonly change: ModelSwitch
  /** Why photos cannot be read for the model that is on its way: one sentence. */
  readonly problem: string | null
}

/** Photos on their way to another model: how far, what happens meanwhile, and the ways out. */
export function SwitchPanel({ overview, change, problem }: SwitchPanelProps) {
  const progress = useLibrary((state) => state.progress)
  const busy = useModels((state) => state.busy)
  const formerId = useModels((state) => state.formerId)
  const former = wayBack(overview, formerId)
  // A former model that is not in use has a row of its own for what is said of it.
  const refusal = useModels(({ refusals }) =>
    [change.to, former?.role === 'active' ? former.id : ''].map((id) => refusals.get(id)).find(Boolean),
  )
  // Taken before all photos were ready, it answers already and reads the others.
  const answers = activeModel(overview)?.id === change.to
  const isPaused = progress?.phase === 'paused'
  const isIndexing = change.phase === 'indexing'
  const counts = t.switching.counts(change)
  return (
    <section className={styles.switch} aria-labelledby="model-switch">
      <div className={styles.head}>
        <h3 id="model-switch" className={styles.name}>
          {titleOf(change, answers)}
        </h3>
        {progress && (!isPaused || progress.pauseReason === 'person') && !isIndexing && (
          <PauseButton isPaused={isPaused} />
        )}
      </div>
      <ProgressBar
        label={t.switching.title(change)}
        part={isIndexing || change.total === 0 ? null : change.done / change.total}
        text={counts}
        isHeldUp={isPaused}
      />
      <p className={styles.numbers}>
        {progress && isPaused ? t.switching.pausedCounts(change, whyPaused(progress)) : counts}
      </p>
      <p>{sentenceOf(change, answers, former?.name)}</p>
      {change.away > 0 && <p className={styles.note}>{t.switching.away(change.away)}</p>}
      {problem !== null && <p className={styles.problem}>{problem}</p>}
      {former && (
        <>
          <div className={styles.ways}>
            {!answers && (
              <Button
                look="outlined"
                disabled={change.done === 0}
                isBusy={busy.has(change.to)}
                aria-describedby="use-now-note"
                onClick={() => void switchNow(change.to)}
              >
                {t.switching.now}
              </Button>
            )}
            <Button look="outlined" isBusy={busy.has(former.id)} onClick={() => void switchTo(former)}>
              {answers ? t.switching.back(former.name) : t.switching.stay(former.name)}
            </Button>
          </div>
          {!answers && (
            <p id="use-now-note" className={styles.note}>
              {t.switching.nowNote(change.done)}
            </p>
          )}
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

function titleOf(change: ModelSwitch, answers: boolean): string {
  if (change.isAnew) return t.switching.anewTitle
  return answers ? t.switching.restTitle(change.name) : t.switching.title(change)
}

function sentenceOf(change: ModelSwitch, answers: boolean, former: string | undefined): string {
  if (change.isAnew) return t.switching.anew(change.name)
  if (answers || former === undefined) return t.switching.answering(change.name, change.done)
  return t.switching.meanwhile(former)
}
