import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'

export interface Chromium {
  readonly context: BrowserContext
  /** The page that Chromium opened by itself, once; then new ones. */
  newPage(): Promise<Page>
}

/** Starts the browser that stands for Electron's own. The driver finds its DevTools port in `profile`. */
export async function startChromium(profile: string, executablePath: string): Promise<Chromium> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: null,
    acceptDownloads: false,
    args: ['--no-sandbox', '--remote-debugging-port=0', '--disable-dev-shm-usage'],
  })
  let spare = context.pages()[0]
  return {
    context,
    async newPage() {
      const page = spare ?? (await context.newPage())
      spare = undefined
      return page
    },
  }
}

/** Where Chromium writes the DevTools port that it took. */
export function portFile(profile: string): string {
  return join(profile, 'DevToolsActivePort')
}

export function profileFolder(userData: string): string {
  return join(userData, 'chromium')
}
