import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { client } from '../../api/index.ts'
import { Button } from '../../parts/button.tsx'
import { Modal } from '../../parts/modal.tsx'
import { readInfo, useLibrary } from '../../state/library.ts'
import { sayError } from '../../state/notices.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { BackupSetting } from './backup-setting.tsx'
import { ModelSetting } from './model-setting.tsx'
import styles from './settings-dialog.module.css'
import { SpeedSetting } from './speed-setting.tsx'
import { useSettings } from './use-settings.ts'
import { WorkerSetting } from './worker-setting.tsx'

export function SettingsDialog() {
  const info = useLibrary((state) => state.info)
  const host = useLibrary((state) => state.host)
  const { settings, set } = useSettings()
  useEffect(() => void readInfo().catch(sayError), [])

  return (
    <Modal wide title={t.settings.title} onClose={closeDialog}>
      {info && (
        <>
          <Setting title={t.settings.model}>
            <ModelSetting model={info.model} />
          </Setting>
          {settings && (
            <>
              <Setting title={t.speed.title}>
                <SpeedSetting settings={settings} hasBattery={host?.kind === 'electron'} onSet={set} />
              </Setting>
              <Setting title={t.settings.workers}>
                <WorkerSetting info={info} settings={settings} onSet={set} />
              </Setting>
            </>
          )}
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
          <Setting title={t.settings.index}>
            <p>{t.settings.indexKinds[info.index]}</p>
          </Setting>
        </>
      )}
      <Setting title={t.settings.appearance}>
        <p>{t.settings.appearanceNote}</p>
      </Setting>
      <Setting title={t.settings.privacyTitle}>
        <p>{t.settings.privacyText}</p>
      </Setting>
      {host && (
        <Setting title={t.settings.version}>
          <p>
            {t.appName} {host.version}, {t.settings.hostKinds[host.kind]}
          </p>
        </Setting>
      )}
    </Modal>
  )
}

function Setting({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.setting}>
      <h3>{title}</h3>
      <div>{children}</div>
    </section>
  )
}
