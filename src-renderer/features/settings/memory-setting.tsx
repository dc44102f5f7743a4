import type { Settings } from '../../../src-preload/contract/app.ts'
import { t } from '../../strings/index.ts'
import styles from './setting.module.css'
import type { SetSettings } from './use-settings.ts'

const minuteMs = 60_000
const usual = [1, 5, 15, 30, 60, 240, 1_440]

interface MemorySettingProps {
  readonly settings: Settings
  readonly onSet: SetSettings
}

/** How long models that nobody asks stay in memory. */
export function MemorySetting({ settings, onSet }: MemorySettingProps) {
  const { unloadAfterMinutes } = settings
  // One that was set elsewhere is a choice too.
  const choices = [...new Set([...usual, unloadAfterMinutes])].toSorted((a, b) => a - b)
  return (
    <>
      <label className={styles.line}>
        <span>{t.memory.label}</span>
        <select
          className={styles.select}
          value={unloadAfterMinutes}
          onChange={({ target }) => void onSet({ unloadAfterMinutes: Number(target.value) })}
        >
          {choices.map((minutes) => (
            <option key={minutes} value={minutes}>
              {t.memory.after(minutes * minuteMs)}
            </option>
          ))}
        </select>
      </label>
      <p className={styles.note}>{t.memory.note}</p>
    </>
  )
}
