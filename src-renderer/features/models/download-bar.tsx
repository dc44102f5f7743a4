import type { DownloadProgress, ModelEntry } from '../../../src-preload/contract/models.ts'
import { useTimeUntil } from '../../hooks/use-time-until.ts'
import { partReceived } from '../../lib/model-rows.ts'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { t } from '../../strings/index.ts'
import styles from './models.module.css'

interface DownloadBarProps {
  readonly model: ModelEntry
  readonly download: DownloadProgress
}

export function DownloadBar({ model, download }: DownloadBarProps) {
  const againInMs = useTimeUntil(download.againAtMs)
  const sentence = t.models.download(download, againInMs)
  return (
    <div className={styles.download}>
      <ProgressBar
        label={t.models.downloadOf(model.name)}
        part={partReceived(download)}
        text={sentence}
        isHeldUp={download.phase === 'waiting'}
      />
      <p className={styles.numbers}>{sentence}</p>
    </div>
  )
}
