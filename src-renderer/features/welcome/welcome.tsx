import { FolderOpen, Lock } from 'lucide-react'
import { Button } from '../../parts/button.tsx'
import { addFolder, addFolders } from '../../state/folders.ts'
import { useLibrary } from '../../state/library.ts'
import { t } from '../../strings/index.ts'
import { Mosaic } from './mosaic.tsx'
import styles from './welcome.module.css'

/** First run: one sentence, one button. */
export function Welcome() {
  const picturesFolder = useLibrary((state) => state.host?.picturesFolder ?? null)
  return (
    <main className={styles.welcome}>
      <Mosaic />
      <h1 className={styles.title}>{t.welcome.title}</h1>
      <p className={styles.text}>{t.welcome.text}</p>
      <div className={styles.buttons}>
        <Button look="primary" size="large" autoFocus onClick={() => void addFolder()}>
          <FolderOpen size={16} aria-hidden />
          {t.welcome.choose}
        </Button>
        {picturesFolder && (
          <Button size="large" look="outlined" onClick={() => void addFolders([picturesFolder])}>
            <span className={styles.path}>{t.welcome.pictures(picturesFolder)}</span>
          </Button>
        )}
      </div>
      <p className={styles.privacy}>
        <Lock size={14} aria-hidden />
        {t.privacy}
      </p>
    </main>
  )
}
