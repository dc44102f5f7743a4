import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrowserWindow } from './browser-window.ts'
import { startChromium, type Chromium } from './chromium.ts'
import { claimLock } from './single-instance.ts'
import { strict } from './strict.ts'
import { killUtilityProcesses, utilityMetrics } from './utility-process.ts'

// Where Electron would use the person's own folders; a test that names none must not touch those.
const fallbackUserData = join(tmpdir(), `electron-double-${process.pid}`)
const appPath = process.argv[1] ?? process.cwd()
const { productName, version } = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as {
  productName: string
  version: string
}

class App extends EventEmitter {
  readonly isPackaged = false
  readonly name = productName
  ready = false
  chromium: Chromium | undefined
  /** Quitting was asked for; it may still be refused. */
  leaving = false
  quitting = false
  readonly paths = new Map([
    ['home', homedir()],
    ['temp', tmpdir()],
    ['pictures', join(homedir(), 'Pictures')],
    ['exe', process.execPath],
    ['userData', fallbackUserData],
  ])

  isReady = (): boolean => this.ready
  whenReady = (): Promise<void> =>
    this.ready ? Promise.resolve() : new Promise((resolve) => this.once('ready', () => resolve()))
  getName = (): string => productName
  getVersion = (): string => version
  getAppPath = (): string => appPath
  getLocale = (): string => 'en-US'
  enableSandbox = (): void => this.before('enableSandbox')
  setPath = (name: string, path: string): void => void this.paths.set(name, path)
  getPath = (name: string): string => {
    const path = this.paths.get(name)
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }
  getAppMetrics = (): unknown[] => [{ type: 'Browser', pid: process.pid }, ...utilityMetrics()]
  focus = (): void => {}

  requestSingleInstanceLock = (data: unknown = null): boolean =>
    claimLock(this.getPath('userData'), { argv: process.argv, cwd: process.cwd(), data }, (visit) => {
      this.emit('second-instance', {}, visit.argv, visit.cwd, visit.data)
    })

  quit = (): void => {
    this.leaving = true
    setImmediate(() => {
      if (this.prevented('before-quit')) return
      for (const window of BrowserWindow.getAllWindows()) {
        window.close()
        if (!window.isDestroyed()) return
      }
      this.quitting = true
      if (!this.prevented('will-quit')) void this.end(0)
    })
  }
  exit = (code = 0): void => void this.end(code)

  async end(code: number): Promise<void> {
    this.emit('quit', {}, code)
    killUtilityProcesses()
    await this.chromium?.context.close().catch(() => {})
    rmSync(fallbackUserData, { recursive: true, force: true })
    process.exit(code)
  }

  prevented(name: string, ...details: readonly unknown[]): boolean {
    let prevented = false
    this.emit(name, { preventDefault: () => (prevented = true) }, ...details)
    return prevented
  }

  before(name: string): void {
    if (this.ready) throw new Error(`app.${name} can only be called before app is ready`)
  }
}

const instance = new App()
export const app = strict('app', instance)

/** What macOS does with a path that the app is opened with: it tells of it before the app is ready. */
export function openEarly(path: string): void {
  instance.prevented('open-file', path)
}

/** Starts the browser and makes the app ready; called when the main module has been evaluated, as in Electron. */
export async function becomeReady(): Promise<void> {
  if (instance.leaving) return
  const userData = instance.getPath('userData')
  mkdirSync(userData, { recursive: true })
  const executable = process.env['ELECTRON_DOUBLE_CHROMIUM']
  if (!executable) {
    throw new Error('electron double: ELECTRON_DOUBLE_CHROMIUM names no browser; launchDouble() sets it.')
  }
  const chromium = await startChromium(join(userData, 'chromium'), executable)
  instance.chromium = chromium
  BrowserWindow.host = {
    newPage: chromium.newPage,
    created: (window) => instance.emit('browser-window-created', {}, window),
    contentsCreated: (contents) => instance.emit('web-contents-created', {}, contents),
    allClosed: () => {
      if (instance.quitting) return
      if (instance.listenerCount('window-all-closed') > 0) instance.emit('window-all-closed')
      else instance.quit()
    },
  }
  instance.ready = true
  instance.emit('ready', {}, {})
}
