import { t } from '../../strings/index.ts'
import { Setting } from './setting.tsx'

export function AppearanceSection() {
  return (
    <Setting title={t.settings.appearance}>
      <p>{t.settings.appearanceNote}</p>
    </Setting>
  )
}
