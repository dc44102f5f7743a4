import { EventEmitter } from 'node:events'
import type { Page } from 'playwright-core'
import { strict } from './strict.ts'
import { createWebContents, type WebContents } from './web-contents.ts'

interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface WindowOptions extends Partial<Bounds> {
  readonly show?: boolean
  readonly title?: string
  readonly minWidth?: number
  readonly minHeight?: number
  readonly backgroundColor?: string
  readonly webPreferences?: { readonly preload?: string }
}

/** What windows need of the app around them. */
interface WindowHost {
  newPage(): Promise<Page>
  created(window: BrowserWindow): void
  contentsCreated(contents: WebContents): void
  allClosed(): void
}

const open = new Set<BrowserWindow>()
let lastId = 0

/** A window is a page of the browser; place and state are kept as told, since headless pages have none. */
export class BrowserWindow extends EventEmitter {
  static host: WindowHost | undefined
  static getAllWindows = (): BrowserWindow[] => [...open]
  static getFocusedWindow = (): BrowserWindow | null => [...open].find((window) => window.focused) ?? null
  static fromWebContents = (contents: WebContents): BrowserWindow | null =>
    [...open].find((window) => window.webContents === contents) ?? null

  readonly id: number
  readonly options: WindowOptions
  readonly webContents: WebContents
  readonly facade: BrowserWindow
  bounds: Bounds
  backgroundColour: string | undefined
  visible: boolean
  focused = false
  minimized = false
  maximized = false
  destroyed = false

  constructor(options: WindowOptions = {}) {
    super()
    const { host } = BrowserWindow
    if (!host) throw new Error('Cannot create BrowserWindow before app is ready')
    lastId += 1
    this.id = lastId
    this.options = options
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.bounds = { x, y, width, height }
    this.visible = options.show ?? true
    this.backgroundColour = options.backgroundColor
    this.facade = strict('BrowserWindow', this)
    this.webContents = createWebContents(host.newPage(), {
      preload: options.webPreferences?.preload,
      size: () => this.bounds,
      closed: () => this.destroy(),
      painted: () => this.emit('ready-to-show'),
    })
    open.add(this.facade)
    host.contentsCreated(this.webContents)
    host.created(this.facade)
    // What is given out must be the strict one, also to the code that says `new BrowserWindow()`.
    return this.facade
  }

  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url)
  show(): void {
    this.visible = true
    this.emit('show')
  }
  hide(): void {
    this.visible = false
    this.emit('hide')
  }
  focus(): void {
    for (const window of open) window.focused = false
    this.focused = true
    this.emit('focus')
  }
  minimize = (): void => void (this.minimized = true)
  restore = (): void => void (this.minimized = false)
  maximize = (): void => void (this.maximized = true)
  isVisible = (): boolean => this.visible
  isFocused = (): boolean => this.focused
  isMinimized = (): boolean => this.minimized
  isMaximized = (): boolean => this.maximized
  isFullScreen = (): boolean => false
  isDestroyed = (): boolean => this.destroyed
  setBackgroundColor = (colour: string): void => void (this.backgroundColour = colour)
  getBackgroundColor = (): string | undefined => this.backgroundColour
  getTitle = (): string => this.options.title ?? ''
  getBounds = (): Bounds => ({ ...this.bounds })
  getNormalBounds = (): Bounds => this.getBounds()
  getMinimumSize = (): number[] => [this.options.minWidth ?? 0, this.options.minHeight ?? 0]

  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds }
    void this.webContents.fitToSize().then(() => this.emit('resize'))
  }

  close(): void {
    let prevented = false
    this.emit('close', { preventDefault: () => (prevented = true) })
    if (!prevented) this.destroy()
  }

  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    open.delete(this.facade)
    this.webContents.destroy()
    this.emit('closed')
    if (open.size === 0) BrowserWindow.host?.allClosed()
  }
}
