import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { until } from '../electron-double/until.ts'
import { launchApp } from '../electron-double/launch-app.ts'
import { openDesktop, photoFolder, askWell } from '../helpers/desktop.ts'
import { tempDir } from '../helpers/temp.ts'

test('the window shows itself once it is painted, and comes back where it was', async () => {
  const dataDir = tempDir('window-place')
  const place = { x: 140, y: 90, width: 1010, height: 720 }
  const first = await openDesktop({ dataDir })
  await until('the window to show', 10_000, () => firstWindow(first.app).then(({ visible }) => visible))
  await first.app.evaluate(
    ({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place),
    place,
  )
  await first.app.close()

  const second = await openDesktop({ dataDir })
  const { bounds, smallest } = await firstWindow(second.app)
  await second.app.close()
  expect(bounds).toEqual(place)
  expect(smallest).toEqual([800, 600])
})

test('a place that no screen shows any more is forgotten', async () => {
  const dataDir = tempDir('window-far')
  const first = await openDesktop({ dataDir })
  const far = { x: 9_000, y: 9_000, width: 1010, height: 720 }
  await first.app.evaluate(({ BrowserWindow }, far) => BrowserWindow.getAllWindows()[0]?.setBounds(far), far)
  await first.app.close()

  const second = await openDesktop({ dataDir })
  const { bounds } = await firstWindow(second.app)
  await second.app.close()
  expect(bounds.width).toBe(1280)
  expect(bounds.x).toBeLessThan(1920)
})

test('a second start hands its folder to the first and ends', async () => {
  const dataDir = tempDir('window-second')
  const folder = await photoFolder('second-start', 3)
  const { app, page } = await openDesktop({ dataDir })
  try {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
    const second = await launchApp({ dataDir, args: [folder] })
    expect(await second.exited).toBe(0)
    await until('the folder', 15_000, async () => {
      const roots = await askWell(page, 'roots.list', {})
      return roots.some(({ path }) => path === folder)
    })
    const state = await firstWindow(app)
    expect(state).toMatchObject({ count: 1, minimized: false, focused: true })
  } finally {
    await app.close()
  }
})

test('a folder on the command line is added, and one that does not exist is said', async () => {
  const folder = await photoFolder('first-start', 3)
  const { app, page } = await openDesktop({ args: [folder, `${folder}-not-there`] })
  try {
    await until('the folder', 15_000, async () => {
      const roots = await askWell(page, 'roots.list', {})
      return roots.some(({ path }) => path === folder)
    })
    await page.getByText(`${folder}-not-there`).first().waitFor()
  } finally {
    await app.close()
  }
})

test('a data folder that cannot be used is said in the window', async () => {
  const file = join(tempDir('window-unusable'), 'a-file')
  writeFileSync(file, '')
  const dataDir = join(file, 'data')
  const { app, page } = await openDesktop({ dataDir })
  try {
    await page.getByRole('alert').filter({ hasText: dataDir }).waitFor()
  } finally {
    await app.close()
  }
})

interface WindowState {
  readonly count: number
  readonly visible: boolean
  readonly minimized: boolean
  readonly focused: boolean
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly smallest: readonly number[]
}

function firstWindow(app: Awaited<ReturnType<typeof launchApp>>): Promise<WindowState> {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) throw new Error('no window')
    return {
      count: BrowserWindow.getAllWindows().length,
      visible: window.isVisible(),
      minimized: window.isMinimized(),
      focused: window.isFocused(),
      bounds: window.getBounds(),
      smallest: window.getMinimumSize(),
    }
  })
}
