import { readRecent } from '../../state/searches.ts'
import { t } from '../../strings/index.ts'
import styles from './setting.module.css'
import { useSettings } from './use-settings.ts'

/** Whether what was searched for is offered again. */
export function SearchesSetting() {
  const { settings, set } = useSettings()
  if (!settings) return null
  const choose = async (rememberSearches: boolean) => {
    await set({ rememberSearches })
    // The box offers what is left of them.
    await readRecent().catch(() => {})
  }
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        role="switch"
        checked={settings.rememberSearches}
        aria-describedby="searches-note"
        onChange={(event) => void choose(event.target.checked)}
      />
      <span>{t.searches.remember}</span>
      <small id="searches-note">{t.searches.rememberNote}</small>
    </label>
  )
}
