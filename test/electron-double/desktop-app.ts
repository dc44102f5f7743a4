import { fileURLToPath } from 'node:url'
import type * as electron from 'electron'
import type { Page } from 'playwright-core'

/** What is passed to an evaluated function; the same members on both. */
export type ElectronModule = typeof electron

/** The running desktop app, as Playwright drives it. */
export interface DesktopApp {
  readonly kind: 'electron' | 'double'
  readonly dataDir: string
  /** The window, once its page has loaded. */
  window(): Promise<Page>
  /** Runs a self-contained function in the main process. Its argument and answer are structured clones. */
  evaluate<Arg, Answer>(
    fn: (electron: ElectronModule, arg: Arg) => Answer | Promise<Answer>,
    arg?: Arg,
  ): Promise<Answer>
  /** The app's own address of what a page shows (`app://…`, under the double too). */
  urlOf(page: Page): string
  /** How a page of the test has to spell an address of the app. */
  addressOf(url: string): string
  /** Files that a drop or a file field is about to hand to the page: the double has to be told their paths. */
  announceFiles(paths: readonly string[]): Promise<void>
  /** Everything written to standard error so far. */
  errorOutput(): string
  /** Settles with the exit code. */
  readonly exited: Promise<number | null>
  /** Quits as a person would, and waits for the end. */
  close(): Promise<void>
}

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** How to start the app, with every choice made. */
export interface Launch {
  readonly args: readonly string[]
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
}
