import { TriangleAlert } from 'lucide-react'
import type { ModelEntry } from '../../../src-preload/contract/models.ts'
import type { Progress } from '../../../src-preload/contract/indexing.ts'
import { useTimeUntil } from '../../hooks/use-time-until.ts'
import { downloadedTogether, downloadingModels, partReceived } from '../../lib/model-rows.ts'
import { Button } from '../../parts/button.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { useLibrary } from '../../state/library.ts'
import { useModels } from '../../state/models.ts'
import { openSettings, showPage, useUi } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { PauseButton } from './pause-button.tsx'
import { partDone, readsNew, sentenceOf, whyPaused } from './progress-words.ts'
import styles from './status-line.module.css'

/** The line at the foot, there only while something goes on or is held up. */
export function StatusLine() {
  const progress = useLibrary((state) => state.progress)
  const connection = useLibrary((state) => state.connection)
  const overview = useModels((state) => state.overview)
  const downloads = downloadingModels(overview)
  const works = progress !== null && (progress.phase !== 'idle' || progress.switching !== null)
  // Nobody knows how far it is while Sightline does not answer.
  if (connection !== 'open' || (!works && downloads.length === 0)) return null
  return (
    <footer className={styles.line}>
      {works && <Reading progress={progress} />}
      {downloads.length > 0 && <Downloads models={downloads} />}
      {works && <Ends progress={progress} />}
    </footer>
  )
}

function Reading({ progress }: { readonly progress: Progress }) {
  const { phase, switching, slowed } = progress
  const sentence = sentenceOf(progress)
  const isSwitch = switching !== null && phase !== 'scanning' && !readsNew(progress)
  return (
    <>
      <ProgressBar
        className={styles.track}
        label={isSwitch ? t.switching.title(switching) : t.progress.label}
        part={partDone(progress)}
        text={sentence}
        isHeldUp={phase === 'paused'}
      />
      {isSwitch ? (
        <ToModels sentence={sentence} />
      ) : (
        <span className={styles.text} title={sentence}>
          {sentence}
        </span>
      )}
      {/* Read out when it changes; the numbers are not. */}
      <span className="visually-hidden" role="status">
        {phase === 'paused' ? whyPaused(progress) : slowed}
      </span>
    </>
  )
}

/** All that arrives, in one: two lines would leave neither room. */
function Downloads({ models }: { readonly models: readonly ModelEntry[] }) {
  const download = downloadedTogether(models)
  const what = models.length === 1 ? (models[0]?.name ?? '') : t.models.several(models.length)
  const againInMs = useTimeUntil(download.againAtMs)
  const sentence = t.models.downloadLine(what, download, againInMs)
  return (
    <>
      <ProgressBar
        className={styles.track}
        label={t.models.downloadOf(what)}
        part={partReceived(download)}
        text={sentence}
        isHeldUp={download.phase === 'waiting'}
      />
      <ToModels sentence={sentence} />
    </>
  )
}

function ToModels({ sentence }: { readonly sentence: string }) {
  return (
    <button type="button" className={styles.toModels} title={sentence} onClick={() => openSettings('models')}>
      {sentence}
    </button>
  )
}

/** What can be done about it, at the end of the line. */
function Ends({ progress }: { readonly progress: Progress }) {
  const page = useUi((state) => state.page)
  const { phase, pauseReason, library } = progress
  const isPaused = phase === 'paused'
  return (
    <div className={styles.ends}>
      {pauseReason === 'battery' && (
        <Button className={styles.problems} onClick={() => openSettings('speed')}>
          {t.openSettings}
        </Button>
      )}
      {library.failed > 0 && page !== 'problems' && (
        <Button className={styles.problems} onClick={() => showPage('problems')}>
          <TriangleAlert size={13} aria-hidden />
          {t.progress.problems(library.failed)}
        </Button>
      )}
      {(!isPaused || pauseReason === 'person') && <PauseButton isPaused={isPaused} />}
    </div>
  )
}
