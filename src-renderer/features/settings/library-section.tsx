import { client } from '../../api/index.ts'
import { Button } from '../../parts/button.tsx'
import { useLibrary } from '../../state/library.ts'
import { sayError } from '../../state/notices.ts'
import { t } from '../../strings/index.ts'
import { BackupSetting } from './backup-setting.tsx'
import { SearchesSetting } from './searches-setting.tsx'
import { StrictnessSetting } from './strictness-setting.tsx'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'

/** Where Sightline keeps what it knows, and copies of it. */
export function LibrarySection() {
  const info = useLibrary((state) => state.info)
  if (!info) return null
  return (
    <>
      <Setting title={t.settings.dataFolder}>
        <div className={styles.folder}>
          <code>{info.dataDir}</code>
          <Button
            look="outlined"
            onClick={() => void client.request('host.open-data-folder', {}).catch(sayError)}
          >
            {t.settings.open}
          </Button>
        </div>
        <p className={styles.note}>{t.settings.dataFolderNote}</p>
      </Setting>
      <Setting title={t.backup.title}>
        <BackupSetting />
      </Setting>
      <Setting title={t.searches.title}>
        <SearchesSetting />
        <StrictnessSetting />
      </Setting>
      <Setting title={t.settings.index}>
        <p>{t.settings.indexKinds[info.index]}</p>
      </Setting>
    </>
  )
}
