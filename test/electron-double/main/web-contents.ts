import { EventEmitter } from 'node:events'
import type { CDPSession, Page } from 'playwright-core'
import type { FromPreload } from '../page/preload-world.ts'
import { makeWire } from '../page/wire.ts'
import { invoke } from './ipc-main.ts'
import { answerPageRequests } from './page-requests.ts'
import { installWorlds, type PreloadWorld } from './page-worlds.ts'
import { fromAlias, toAlias } from './schemes.ts'
import { session } from './session.ts'
import { strict } from './strict.ts'

const wire = makeWire()

export interface WebContentsOptions {
  readonly preload: string | undefined
  size(): { readonly width: number; readonly height: number }
  closed(): void
  painted(): void
}

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }

export class WebContents extends EventEmitter {
  readonly session = session.defaultSession
  readonly mainFrame: { readonly url: string; readonly parent: null }
  facade: WebContents = this
  destroyed = false
  painted = false
  page: Page | undefined
  cdp: CDPSession | undefined
  world: PreloadWorld | undefined
  webRtcPolicy = 'default'
  openHandler: OpenHandler = () => ({ action: 'allow' })
  /** The address that the app itself asked for; all other documents are the page's own wish. */
  expected: string | undefined
  readonly options: WebContentsOptions
  readonly started: Promise<void>

  constructor(opening: Promise<Page>, options: WebContentsOptions) {
    super()
    this.options = options
    const currentUrl = (): string => this.getURL()
    this.mainFrame = strict('WebFrameMain', {
      parent: null,
      get url() {
        return currentUrl()
      },
    })
    this.started = opening.then((page) => this.start(page))
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy
  }

  getWebRTCIPHandlingPolicy(): string {
    return this.webRtcPolicy
  }

  async start(page: Page): Promise<void> {
    this.page = page
    this.cdp = await page.context().newCDPSession(page)
    page.on('domcontentloaded', () => this.emit('dom-ready', {}))
    page.on('load', () => {
      this.emit('did-finish-load', {})
      if (!this.painted) this.options.painted()
      this.painted = true
    })
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
    page.on('close', () => this.options.closed())
    page.on('popup', (popup) => {
      if (this.openHandler({ url: fromAlias(popup.url()) }).action === 'deny') void popup.close()
    })
    this.cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) this.emit('did-navigate', {}, fromAlias(frame.url))
    })
    this.world = await installWorlds(this.cdp, this.options.preload, (message, tell) => {
      void this.receive(message, tell)
    })
    const { frameTree } = await this.cdp.send('Page.getFrameTree')
    this.mainFrameId = frameTree.frame.id
    await answerPageRequests(this.cdp, { mayNavigate: (url, frameId) => this.mayNavigate(url, frameId) })
    await this.fitToSize()
  }
  mainFrameId = ''

  async loadURL(url: string): Promise<void> {
    await this.started
    this.expected = url
    await this.page?.goto(toAlias(url))
  }
  async executeJavaScript(code: string): Promise<unknown> {
    await this.started
    return this.page?.evaluate(code)
  }
  async fitToSize(): Promise<void> {
    const { width, height } = this.options.size()
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false }
    await this.cdp?.send('Emulation.setDeviceMetricsOverride', metrics)
  }
  send(channel: string, ...args: readonly unknown[]): void {
    const text = wire.encode(args)
    void this.started.then(() => this.world?.tell({ kind: 'event', channel, args: text }))
  }
  setWindowOpenHandler = (handler: OpenHandler): void => void (this.openHandler = handler)
  getURL = (): string => fromAlias(this.page?.url() ?? '')
  isDestroyed = (): boolean => this.destroyed
  destroy(): void {
    this.destroyed = true
    this.emit('destroyed')
    void this.page?.close().catch(() => {})
  }

  /** Electron asks its listeners about every navigation but those of loadURL and reload. */
  mayNavigate(url: string, frameId: string): boolean {
    const isMainFrame = frameId === this.mainFrameId
    if (isMainFrame && (url === this.expected || url === this.getURL())) return true
    let prevented = false
    const details = { url, isMainFrame, preventDefault: () => (prevented = true) }
    this.emit('will-frame-navigate', details)
    if (isMainFrame) this.emit('will-navigate', details, url)
    return !prevented
  }

  async receive(message: FromPreload, tell: PreloadWorld['tell']): Promise<void> {
    if (message.kind === 'preload-error') {
      process.stderr.write(`electron double: the preload failed: ${message.message}\n`)
      this.emit('preload-error', {}, this.options.preload, new Error(message.message))
      return
    }
    const { id, channel, args } = message
    const event = { sender: this.facade, senderFrame: this.mainFrame }
    try {
      const value = await invoke(channel, event, wire.decode(args) as unknown[])
      await tell({ kind: 'answer', id, ok: true, value: wire.encode(value) })
    } catch (error) {
      await tell({ kind: 'answer', id, ok: false, value: wire.encode(error) })
    }
  }
}

export function createWebContents(page: Promise<Page>, options: WebContentsOptions): WebContents {
  const contents = new WebContents(page, options)
  contents.facade = strict('webContents', contents)
  return contents.facade
}
