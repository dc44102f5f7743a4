import { strictnesses, type Strictness } from '../../../src-preload/contract/app.ts'
import { ask } from '../../state/ask.ts'
import { t } from '../../strings/index.ts'
import styles from './setting.module.css'
import { useSettings } from './use-settings.ts'

/** How much has to speak for a photo before a search calls it likely. */
export function StrictnessSetting() {
  const { settings, set } = useSettings()
  if (!settings) return null
  const choose = async (strictness: Strictness) => {
    await set({ strictness })
    // What is on screen was divided by the former.
    await ask()
  }
  return (
    <div className={styles.more}>
      <label className={styles.line}>
        <span>{t.strictness.label}</span>
        <select
          className={styles.select}
          value={settings.strictness}
          aria-describedby="strictness-note"
          onChange={({ target }) => {
            const chosen = strictnesses.find((one) => one === target.value)
            if (chosen) void choose(chosen)
          }}
        >
          {strictnesses.map((one) => (
            <option key={one} value={one}>
              {t.strictness.names[one]}
            </option>
          ))}
        </select>
      </label>
      <p id="strictness-note" className={styles.note}>
        {t.strictness.note}
      </p>
    </div>
  )
}
