import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../electron-double/until.ts'
import {
  askWell,
  openDesktop,
  photoFolder,
  processIds,
  untilIndexed,
  type Desktop,
} from '../helpers/desktop.ts'

let desktop: Desktop

beforeAll(async () => {
  const folder = await photoFolder('power', 3)
  desktop = await openDesktop({ args: [folder] })
  await untilIndexed(desktop.page, 3)
}, 120_000)
afterAll(() => desktop?.app.close())

/** What the system would say when the cable is pulled or plugged in. */
function setOnBattery(onBattery: boolean): Promise<void> {
  return desktop.app.evaluate(({ powerMonitor }, onBattery) => {
    Object.assign(powerMonitor, { isOnBatteryPower: () => onBattery })
    powerMonitor.emit(onBattery ? 'on-battery' : 'on-ac')
  }, onBattery)
}
const untilPaused = (reason: string | null) =>
  until(`the pause "${reason}"`, 15_000, async () => {
    const { pauseReason } = await askWell(desktop.page, 'indexing.progress', {})
    return pauseReason === reason
  })

test('on its battery the app reads no photos, says why, and goes on when it is plugged in', async () => {
  await setOnBattery(true)
  await untilPaused('battery')
  const { pauseMessage } = await askWell(desktop.page, 'indexing.progress', {})
  expect(pauseMessage).toMatch(/battery.*plugged in/)
  await setOnBattery(false)
  await untilPaused(null)
})

test('the person may go on all the same, until the power changes again', async () => {
  await setOnBattery(true)
  await untilPaused('battery')
  await askWell(desktop.page, 'indexing.resume', {})
  await askWell(desktop.page, 'settings.set', { speed: 'gentle' })
  await untilPaused(null)
  await setOnBattery(false)
  await setOnBattery(true)
  await untilPaused('battery')
})

test('an engine that was started again is told anew, and who does not want it is not paused', async () => {
  const { app, page } = desktop
  const [before] = await processIds(app, 'Sightline engine')
  await askWell(page, 'host.restart-engine', {})
  await until('another engine', 15_000, async () => {
    const [after] = await processIds(app, 'Sightline engine')
    return after !== undefined && after !== before
  })
  await untilPaused('battery')
  await askWell(page, 'settings.set', { pauseOnBattery: false })
  await untilPaused(null)
})
