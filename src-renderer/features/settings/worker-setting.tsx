import type { EngineInfo, Settings } from '../../../src-preload/contract/app.ts'
import { format, t } from '../../strings/index.ts'
import styles from './setting.module.css'
import type { SetSettings } from './use-settings.ts'

const most = 32

interface WorkerSettingProps {
  readonly info: EngineInfo
  readonly settings: Settings
  readonly onSet: SetSettings
}

/** How many processes read photos: as the speed has it, or a number. */
export function WorkerSetting({ info, settings, onSet }: WorkerSettingProps) {
  const { workers } = settings
  const choices = Array.from(
    { length: Math.min(most, Math.max(info.cores, workers ?? 1)) },
    (_, index) => index + 1,
  )
  return (
    <>
      <select
        className={styles.select}
        aria-label={t.settings.workers}
        value={workers ?? ''}
        onChange={({ target }) => void onSet({ workers: target.value === '' ? null : Number(target.value) })}
      >
        <option value="">
          {workers === null ? t.settings.automaticOf(info.workers) : t.settings.automatic}
        </option>
        {choices.map((count) => (
          <option key={count} value={count}>
            {format.count(count)}
          </option>
        ))}
      </select>
      <p className={styles.note}>{t.settings.workersNote(info.cores)}</p>
    </>
  )
}
