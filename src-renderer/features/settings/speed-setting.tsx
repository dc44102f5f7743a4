import type { Settings, Speed } from '../../../src-preload/contract/app.ts'
import { t } from '../../strings/index.ts'
import styles from './setting.module.css'
import type { SetSettings } from './use-settings.ts'

const speeds: readonly Speed[] = ['gentle', 'normal', 'full']

interface SpeedSettingProps {
  readonly settings: Settings
  /** The host knows whether the computer runs on its battery. */
  readonly hasBattery: boolean
  readonly onSet: SetSettings
}

/** How much of the computer reading photos may take. */
export function SpeedSetting({ settings, hasBattery, onSet }: SpeedSettingProps) {
  return (
    <>
      <div role="radiogroup" aria-label={t.speed.title} className={styles.choices}>
        {speeds.map((speed) => {
          const [name, note] = t.speed.kinds[speed]
          return (
            <label key={speed}>
              <input
                type="radio"
                name="speed"
                value={speed}
                checked={settings.speed === speed}
                aria-describedby={`speed-${speed}`}
                onChange={() => void onSet({ speed })}
              />
              <span>{name}</span>
              <small id={`speed-${speed}`}>{note}</small>
            </label>
          )
        })}
      </div>
      {hasBattery && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={settings.pauseOnBattery}
            aria-describedby="battery-note"
            onChange={(event) => void onSet({ pauseOnBattery: event.target.checked })}
          />
          <span>{t.speed.battery}</span>
          <small id="battery-note">{t.speed.batteryNote}</small>
        </label>
      )}
    </>
  )
}
