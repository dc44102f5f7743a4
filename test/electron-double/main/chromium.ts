import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { until } from '../until.ts'

export interface Chromium {
  readonly context: BrowserContext
  /** Where the driver joins. */
  readonly devToolsPort: number
  /** The page that Chromium opened by itself, once; then new ones. */
  newPage(): Promise<Page>
}

/** Starts the browser that stands for Electron's own, with its files in `profile`. */
export async function startChromium(profile: string, executablePath: string): Promise<Chromium> {
  const portFile = join(profile, 'DevToolsActivePort')
  rmSync(portFile, { force: true })
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: null,
    acceptDownloads: false,
    args: ['--no-sandbox', '--remote-debugging-port=0', '--disable-dev-shm-usage'],
  })
  const devToolsPort = await until('the DevTools port', 10_000, () => readPort(portFile))
  let spare = context.pages()[0]
  return {
    context,
    devToolsPort,
    async newPage() {
      const page = spare ?? (await context.newPage())
      spare = undefined
      return page
    },
  }
}

function readPort(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8').split('\n')[0]) || undefined
  } catch {
    return undefined
  }
}
