import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { projectFolder, type DesktopApp, type Launch } from './desktop-app.ts'

/** Electron's program, or undefined where the package has not downloaded it. */
export function electronProgram(): string | undefined {
  const folder = join(projectFolder, 'node_modules', 'electron')
  const note = join(folder, 'path.txt')
  const program = existsSync(note) ? join(folder, 'dist', readFileSync(note, 'utf8').trim()) : undefined
  return program && existsSync(program) ? program : undefined
}

/** The app in a real Electron. */
export async function launchElectron(executablePath: string, launch: Launch): Promise<DesktopApp> {
  const root = process.platform === 'linux' && process.getuid?.() === 0
  const app = await _electron.launch({
    executablePath,
    args: [projectFolder, ...(root ? ['--no-sandbox'] : []), ...launch.args],
    env: { ...(process.env as Record<string, string>), ...launch.env },
  })
  let errors = ''
  const child = app.process()
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    kind: 'electron',
    dataDir: launch.dataDir,
    async window() {
      const page = await app.firstWindow()
      await page.waitForLoadState()
      return page
    },
    evaluate: (fn, arg) => app.evaluate(fn as never, arg as never),
    urlOf: (page) => page.url(),
    addressOf: (url) => url,
    announceFiles: async () => {},
    errorOutput: () => errors,
    exited,
    close: () => app.close(),
  }
}
