import { afterEach, expect, test } from 'vitest'
import { until } from '../electron-double/until.ts'
import { askWell, openDesktop, photoFolder, type Desktop } from '../helpers/desktop.ts'

// What is dropped on the dock icon of macOS, or opened with the app there.

let desktop: Desktop | undefined
afterEach(async () => {
  await desktop?.app.close()
  desktop = undefined
})

test('a folder that the app is started with is added, though macOS tells of it before the app is ready', async (context) => {
  const folder = await photoFolder('opened-early', 2)
  desktop = await openDesktop({ env: { ELECTRON_DOUBLE_OPEN_FILE: folder } })
  if (desktop.app.kind === 'electron') context.skip('only macOS itself could tell a real Electron so early')
  await untilAdded(desktop, folder)
})

test('a folder that is opened later is added, and macOS is told that the app takes care of it', async () => {
  const folder = await photoFolder('opened-later', 2)
  desktop = await openDesktop()
  const isTaken = await desktop.app.evaluate(({ app }, path) => {
    let prevented = false
    app.emit('open-file', { preventDefault: () => (prevented = true) }, path)
    return prevented
  }, folder)
  expect(isTaken).toBe(true)
  await untilAdded(desktop, folder)
})

async function untilAdded({ page }: Desktop, folder: string): Promise<void> {
  await until('the folder', 20_000, async () => {
    const [root] = await askWell(page, 'roots.list', {})
    return root?.path === folder
  })
}
