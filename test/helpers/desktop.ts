import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { ensureBuilt } from '../../src-main/launch/bundle.mjs'
import type { Answer, Reply, RequestArgs, RequestName } from '../../src-preload/contract/index.ts'
import { launchApp, type DesktopApp, type LaunchOptions } from '../electron-double/launch-app.ts'
import { until } from '../electron-double/until.ts'
import { captionedPhotos, copyCaptioned, hasCaptioned, paintPhotos } from './photos.ts'
import { tempDir } from './temp.ts'

export interface Desktop {
  readonly app: DesktopApp
  readonly page: Page
}

/** Builds what is out of date and opens the app. */
export async function openDesktop(options: LaunchOptions = {}): Promise<Desktop> {
  await ensureBuilt()
  const app = await launchApp(options)
  try {
    return { app, page: await app.window() }
  } catch (error) {
    await app.close().catch(() => {})
    throw new Error(`The window did not open. ${app.errorOutput()}`, { cause: error })
  }
}

/** A folder with `count` photos: captioned ones where the shared data is at hand, else painted ones. */
export async function photoFolder(name: string, count: number): Promise<string> {
  const folder = join(tempDir(name), 'Holiday')
  if (hasCaptioned) copyCaptioned(folder, count)
  else await paintPhotos(folder, count)
  return folder
}

/** A query that the starter model understands, whatever the photos show. */
export const someQuery = 'a dog runs on grass'
export { captionedPhotos, hasCaptioned }

/** Asks through the window's own bridge, as the window does. */
export async function ask<N extends RequestName>(
  page: Page,
  name: N,
  args: RequestArgs<N>,
): Promise<Reply<Answer<N>>> {
  const reply = await page.evaluate(([name, args]) => window.sightline.request(name, args), [
    name,
    args,
  ] as const)
  return reply as Reply<Answer<N>>
}

export async function askWell<N extends RequestName>(
  page: Page,
  name: N,
  args: RequestArgs<N>,
): Promise<Answer<N>> {
  const reply = await ask(page, name, args)
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`)
  return reply.value
}

/** Settles when `count` photos can be found and nothing is left to do. */
export async function untilIndexed(page: Page, count: number): Promise<void> {
  await until(`${count} indexed photos`, 60_000, async () => {
    const { phase, library } = await askWell(page, 'indexing.progress', {})
    return phase === 'idle' && library.pending === 0 && library.embedded >= count
  })
}

/** The process of the app with this name; real Electron and the double both tell. */
export function processIds(app: DesktopApp, serviceName: string): Promise<number[]> {
  return app.evaluate(
    ({ app }, serviceName) =>
      app
        .getAppMetrics()
        .filter((metric) => metric.serviceName === serviceName || metric.name === serviceName)
        .map(({ pid }) => pid),
    serviceName,
  )
}

/** Drops a file of the disk onto the middle of the window, as a person drags it from another program. */
export async function dropFile(app: DesktopApp, page: Page, path: string): Promise<void> {
  await app.announceFiles([path])
  const cdp = await page.context().newCDPSession(page)
  const [x, y] = await page.evaluate(() => [innerWidth / 2, innerHeight / 2] as const)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, x, y, data })
  }
  await cdp.detach()
}

declare global {
  interface Window {
    readonly sightline: {
      request(name: string, args: unknown): Promise<Reply<unknown>>
      on(name: string, listener: (payload: unknown) => void): () => void
      pathForFile(file: File): string
    }
  }
}
