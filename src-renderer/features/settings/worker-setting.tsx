import { useEffect, useState } from 'react'
import type { EngineInfo } from '../../../src-preload/contract/app.ts'
import { client } from '../../api/index.ts'
import { readInfo } from '../../state/library.ts'
import { sayError } from '../../state/notices.ts'
import { format, t } from '../../strings/index.ts'
import styles from './settings-dialog.module.css'

const most = 32

/** How many processes read photos: the engine's choice, or a number. */
export function WorkerSetting({ info }: { readonly info: EngineInfo }) {
  const [workers, setWorkers] = useState<number | null>(null)

  useEffect(() => {
    client
      .request('settings.get', {})
      .then((settings) => setWorkers(settings.workers))
      .catch(sayError)
  }, [])

  const change = async (value: string) => {
    const wanted = value === '' ? null : Number(value)
    setWorkers(wanted)
    try {
      const settings = await client.request('settings.set', { workers: wanted })
      setWorkers(settings.workers)
      await readInfo()
    } catch (error) {
      sayError(error)
    }
  }

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
        onChange={(event) => void change(event.target.value)}
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
