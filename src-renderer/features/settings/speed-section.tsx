import { useLibrary } from '../../state/library.ts'
import { t } from '../../strings/index.ts'
import { ProcessorSetting } from '../processors/processor-setting.tsx'
import { MemorySetting } from './memory-setting.tsx'
import { Setting } from './setting.tsx'
import { SpeedSetting } from './speed-setting.tsx'
import { useSettings } from './use-settings.ts'
import { WorkerSetting } from './worker-setting.tsx'

/** How much of the computer Sightline takes, and which part of it. */
export function SpeedSection() {
  const info = useLibrary((state) => state.info)
  const host = useLibrary((state) => state.host)
  const { settings, set } = useSettings()
  if (!info || !settings) return null
  return (
    <>
      <Setting title={t.speed.title}>
        <SpeedSetting settings={settings} hasBattery={host?.kind === 'electron'} onSet={set} />
      </Setting>
      <Setting title={t.settings.workers}>
        <WorkerSetting info={info} settings={settings} onSet={set} />
      </Setting>
      <Setting title={t.processor.title}>
        <ProcessorSetting settings={settings} onSet={set} />
      </Setting>
      <Setting title={t.memory.title}>
        <MemorySetting settings={settings} onSet={set} />
      </Setting>
    </>
  )
}
