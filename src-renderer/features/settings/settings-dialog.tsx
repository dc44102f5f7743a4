import { Boxes, Gauge, HardDrive, Info, SunMoon } from 'lucide-react'
import { useEffect } from 'react'
import { Modal } from '../../parts/modal.tsx'
import { readInfo } from '../../state/library.ts'
import { sayError } from '../../state/notices.ts'
import { closeDialog, openSettings, settingsSections } from '../../state/ui.ts'
import type { SettingsSection } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { ModelsSection } from '../models/models-section.tsx'
import { AboutSection } from './about-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { LibrarySection } from './library-section.tsx'
import styles from './settings-dialog.module.css'
import { SpeedSection } from './speed-section.tsx'
import { walkTabs } from './walk-tabs.ts'

const sections = {
  models: { icon: Boxes, content: ModelsSection },
  speed: { icon: Gauge, content: SpeedSection },
  library: { icon: HardDrive, content: LibrarySection },
  appearance: { icon: SunMoon, content: AppearanceSection },
  about: { icon: Info, content: AboutSection },
}

const tabId = (section: SettingsSection) => `settings-tab-${section}`
const panelId = 'settings-panel'

/** All settings, one section at a time. */
export function SettingsDialog({ section }: { readonly section: SettingsSection }) {
  useEffect(() => void readInfo().catch(sayError), [])
  const Content = sections[section].content

  const show = (next: SettingsSection) => {
    openSettings(next)
    document.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus()
  }
  return (
    <Modal large title={t.settings.title} takesKeyboard={false} onClose={closeDialog}>
      <div className={styles.view}>
        <div
          role="tablist"
          aria-label={t.settings.sections}
          aria-orientation="vertical"
          className={styles.tabs}
          onKeyDown={(event) => walkTabs(event, settingsSections, section, show)}
        >
          {settingsSections.map((each) => {
            const { icon: Icon } = sections[each]
            const isShown = each === section
            return (
              <button
                key={each}
                type="button"
                role="tab"
                id={tabId(each)}
                aria-selected={isShown}
                aria-controls={panelId}
                tabIndex={isShown ? 0 : -1}
                data-takes-keyboard={isShown || undefined}
                className={styles.tab}
                onClick={() => openSettings(each)}
              >
                <Icon size={16} aria-hidden />
                {t.settings.sectionNames[each]}
              </button>
            )
          })}
        </div>
        <div
          key={section}
          role="tabpanel"
          id={panelId}
          aria-labelledby={tabId(section)}
          className={styles.panel}
        >
          <Content />
        </div>
      </div>
    </Modal>
  )
}
