import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DesktopApp } from './desktop-app.ts'
import { launchDouble } from './launch-double.ts'
import { electronProgram, launchElectron } from './launch-electron.ts'

export type { DesktopApp } from './desktop-app.ts'

export interface LaunchOptions {
  /** Folders and switches after the app's own path. */
  readonly args?: readonly string[]
  /** The data folder; a fresh one that goes away with the app unless given. */
  readonly dataDir?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built app in Electron where its program is installed, else in the double. */
export async function launchApp(options: LaunchOptions = {}): Promise<DesktopApp> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'sightline-desktop-'))
  const args = ['--data', dataDir, ...(options.args ?? [])]
  const program = process.env['SIGHTLINE_E2E'] === 'double' ? undefined : electronProgram()
  const launch = { args, dataDir, env: options.env ?? {} }
  const app = program ? await launchElectron(program, launch) : await launchDouble(launch)
  if (options.dataDir === undefined) {
    const close = app.close
    return { ...app, close: () => close().finally(() => removeFolder(dataDir)) }
  }
  return app
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
