import { Pause, Play, TriangleAlert } from 'lucide-react'
import type { Progress } from '../../../src-preload/contract/indexing.ts'
import { client } from '../../api/index.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { readProgress, useLibrary } from '../../state/library.ts'
import { sayError } from '../../state/notices.ts'
import { openDialog, showPage, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import styles from './status-line.module.css'

/** The line at the foot, there only while something goes on or is held up. */
export function StatusLine() {
  const progress = useLibrary((state) => state.progress)
  const page = useUi((state) => state.page)
  const connection = useLibrary((state) => state.connection)
  // Nobody knows how far it is while Sightline does not answer.
  if (!progress || progress.phase === 'idle' || connection !== 'open') return null
  const { phase, done, total, library } = progress
  const isCounted = phase !== 'scanning' && total > 0
  return (
    <footer className={styles.line}>
      <div
        role="progressbar"
        aria-label={t.progress.label}
        aria-valuemin={0}
        aria-valuemax={isCounted ? total : undefined}
        aria-valuenow={isCounted ? done : undefined}
        className={styles.track}
        data-phase={phase}
      >
        <span style={{ inlineSize: isCounted ? `${(100 * done) / total}%` : '0%' }} />
      </div>
      <span className={styles.text} title={sentenceOf(progress)}>
        {sentenceOf(progress)}
      </span>
      {/* Read out when it changes; the numbers are not. */}
      <span className="visually-hidden" role="status">
        {phase === 'paused' ? whyPaused(progress) : progress.slowed}
      </span>
      {progress.pauseReason === 'battery' && (
        <Button className={styles.problems} onClick={() => openDialog({ kind: 'settings' })}>
          {t.openSettings}
        </Button>
      )}
      {library.failed > 0 && page !== 'problems' && (
        <Button className={styles.problems} onClick={() => showPage('problems')}>
          <TriangleAlert size={13} aria-hidden />
          {t.progress.problems(library.failed)}
        </Button>
      )}
      {(phase !== 'paused' || progress.pauseReason === 'person') && (
        <PauseButton isPaused={phase === 'paused'} />
      )}
    </footer>
  )
}

function sentenceOf(progress: Progress): string {
  const { phase, done, total, photosPerSecond, timeLeftMs } = progress
  if (phase === 'scanning') return t.progress.scanning
  if (phase === 'paused') return pauseSentence(progress)
  return [
    t.progress.indexing(done, total),
    photosPerSecond !== null && photosPerSecond > 0 && t.progress.rate(photosPerSecond),
    timeLeftMs !== null && t.progress.left(timeLeftMs),
    progress.slowed,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Why nothing is read, and how many photos wait: of the whole library, also those that came since the pause. */
function pauseSentence(progress: Progress): string {
  const { library } = progress
  return [whyPaused(progress), library.pending > 0 && t.progress.waiting(library.pending)]
    .filter(Boolean)
    .join(' · ')
}

function whyPaused({ pauseReason, pauseMessage }: Progress): string {
  return pauseMessage ?? t.progress.pauses[pauseReason ?? 'person']
}

function PauseButton({ isPaused }: { readonly isPaused: boolean }) {
  const press = () => {
    void client
      .request(isPaused ? 'indexing.resume' : 'indexing.pause', {})
      .then(readProgress)
      .catch(sayError)
  }
  return (
    <IconButton
      label={isPaused ? t.progress.resume : t.progress.pause}
      className={styles.pause}
      onClick={press}
    >
      {isPaused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
    </IconButton>
  )
}
