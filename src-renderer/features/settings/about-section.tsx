import { networkNote } from '../models/network-note.ts'
import { useLibrary } from '../../state/library.ts'
import { useModels } from '../../state/models.ts'
import { t } from '../../strings/index.ts'
import { LicencesSetting } from './licences-setting.tsx'
import { Setting } from './setting.tsx'

export function AboutSection() {
  const host = useLibrary((state) => state.host)
  const overview = useModels((state) => state.overview)
  return (
    <>
      <Setting title={t.settings.privacyTitle}>
        <p>{t.settings.privacyText}</p>
      </Setting>
      <Setting title={t.settings.network}>
        <p>{networkNote(overview)}</p>
      </Setting>
      {host && (
        <Setting title={t.settings.version}>
          <p>
            {t.appName} {host.version}, {t.settings.hostKinds[host.kind]}
          </p>
        </Setting>
      )}
      <Setting title={t.settings.licences}>
        <LicencesSetting />
      </Setting>
    </>
  )
}
