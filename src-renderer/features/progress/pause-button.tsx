import { Pause, Play } from 'lucide-react'
import { client } from '../../api/index.ts'
import { IconButton } from '../../parts/button.tsx'
import { readProgress } from '../../state/library.ts'
import { sayError } from '../../state/notices.ts'
import { t } from '../../strings/index.ts'
import styles from './status-line.module.css'

export function PauseButton({ isPaused }: { readonly isPaused: boolean }) {
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
