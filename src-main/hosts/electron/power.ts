import { powerMonitor } from 'electron'
import type { EngineClient } from '../shared/engine-client.ts'

/** Only macOS tells of every change (Windows of the mains alone, Linux of none), so it is asked for as well. */
const everyMs = 30_000

/** Keeps the engine told whether the machine runs on its battery. */
export function tellOfPower(engine: EngineClient): void {
  let told: boolean | undefined
  const tell = async (): Promise<void> => {
    const onBattery = powerMonitor.isOnBatteryPower()
    if (onBattery === told) return
    told = onBattery
    const { ok } = await engine.request('indexing.power', { onBattery })
    // Not heard, by an engine that has just died: told again.
    if (!ok && told === onBattery) told = undefined
  }
  powerMonitor.on('on-battery', () => void tell())
  powerMonitor.on('on-ac', () => void tell())
  setInterval(() => void tell(), everyMs).unref()
  engine.subscribe((event) => {
    if (event.name !== 'engine.state' || event.payload.kind !== 'ready') return
    // Another engine knows nothing yet.
    told = undefined
    void tell()
  })
}
