import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Answer, Reply, RequestArgs, RequestName } from '../../src-preload/contract/index.ts'
import { askAsPage, complaintsOf, launchBrowser } from './browser.ts'
import { until } from './engine.ts'
import { focused } from './keyboard.ts'
import { paintPhotos } from './photos.ts'
import { tempDir } from './temp.ts'
import { startWebApp, type WebApp, type WebAppOptions } from './web-app.ts'

// How long nothing may happen on a machine that has more to do; a test's own limit is a little longer.
const windowLimitMs = 30_000
/** The workers that read photos start anew after a pause, with the lowest priority. */
const workersLimitMs = 50_000

export interface OpenWindow {
  readonly page: Page
  readonly app: WebApp
  /** The folder that was added. */
  readonly folder: string
  /** What the page complained about so far. */
  readonly complaints: readonly string[]
  ask<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<Answer<N>>
  /** All photos in the order of the grid. */
  listed(): Promise<number[]>
  tile(photoId: number | undefined): Locator
  /** A line of the side bar by what it says, its count included. */
  place(name: string | RegExp): Locator
  /** Settles when the keyboard stands on this photo. */
  keyboardOn(photoId: number | undefined): Promise<void>
  /** A message at the foot of the window, with its button pressed. */
  undo(message: string | RegExp): Promise<void>
  untilIdle(): Promise<void>
  close(): Promise<void>
}

export interface WindowOptions extends WebAppOptions {
  readonly width?: number
  readonly height?: number
  /** Puts the photos into the folder; painted ones otherwise. */
  readonly fill?: (folder: string) => Promise<unknown>
  /** Photos to paint when nothing else fills the folder. */
  readonly photos?: number
}

/** The built app in a real browser, with one folder of photos that are all read. */
export async function openWindow(name: string, options: WindowOptions = {}): Promise<OpenWindow> {
  const home = tempDir(`${name}-home`)
  const folder = join(home, 'Pictures')
  await (options.fill?.(folder) ?? paintPhotos(folder, options.photos ?? 12))
  const app = await startWebApp(home, tempDir(`${name}-data`), options)
  const browser: Browser = await launchBrowser()
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
  })
  page.setDefaultTimeout(windowLimitMs)
  const complaints = complaintsOf(page)
  await page.goto(app.url)

  async function ask<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<Answer<N>> {
    const reply = (await askAsPage(page, name, args)) as Reply<Answer<N>>
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`)
    return reply.value
  }
  const untilIdle = () =>
    until(
      'every photo is read',
      async () => {
        const { phase, library } = await ask('indexing.progress', {})
        return phase === 'idle' && library.pending === 0
      },
      workersLimitMs,
    )
  const window: OpenWindow = {
    page,
    app,
    folder,
    complaints,
    ask,
    listed: async () => [...(await ask('photos.list', { view: { kind: 'all' } })).ids],
    tile: (photoId) => page.locator(`[data-photo-id="${photoId}"]`),
    place: (name) => page.getByRole('navigation').getByRole('button', { name, exact: true }),
    keyboardOn: (photoId) =>
      until(`the keyboard on photo ${photoId}`, async () => (await focused(page)) === `photo ${photoId}`),
    async undo(message) {
      const toast = page.getByRole('region', { name: 'Messages' }).locator('> div', { hasText: message })
      await toast.getByRole('button', { name: 'Undo' }).click()
    },
    untilIdle,
    async close() {
      await browser.close()
      await app.stop()
    },
  }
  await ask('roots.add', { path: folder })
  await untilIdle()
  // Opened once more, the window lists all photos from its first moment: nothing moves under the tests.
  await page.goto(app.url)
  await page.getByRole('button', { name: /^All photos [1-9]/u }).waitFor()
  await page.locator('[data-photo-id]').first().waitFor()
  return window
}

/** Expects of a value what it becomes in the end; a busy machine takes its time. */
export function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: windowLimitMs })
}
