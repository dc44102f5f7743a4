import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import { windowUrl } from './schemes.ts'
import { lockedDownPreferences } from './security.ts'
import { firstPlace, rememberedPlace, rememberPlace, smallest } from './window-bounds.ts'

/** The window's canvas colours, so that nothing flashes before the first paint or while resizing. */
const canvas = { light: '#fafafa', dark: '#111113' }

export interface WindowOptions {
  readonly preload: string
  /** Linux has no icon in the program file. */
  readonly icon: string | undefined
}

/** Opens the one window; it shows itself once the first frame is painted. */
export function openWindow({ preload, icon }: WindowOptions): BrowserWindow {
  const placeFile = join(app.getPath('userData'), 'window-place.json')
  const place = rememberedPlace(placeFile)
  const window = new BrowserWindow({
    ...(place ? { x: place.x, y: place.y, width: place.width, height: place.height } : firstPlace()),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Sightline',
    backgroundColor: backgroundColour(),
    webPreferences: lockedDownPreferences(preload),
    ...(icon ? { icon } : {}),
  })
  if (place?.maximized) window.maximize()
  rememberPlace(window, placeFile)
  followTheme(window)
  reloadAfterCrash(window)
  window.once('ready-to-show', () => window.show())
  load(window)
  return window
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function load(window: BrowserWindow): void {
  // It rejects when the window is closed meanwhile; whatever else goes wrong, app:// answers with a page that says so.
  window.loadURL(windowUrl).catch(() => undefined)
}

function backgroundColour(): string {
  return nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light
}

function followTheme(window: BrowserWindow): void {
  const repaint = (): void => window.setBackgroundColor(backgroundColour())
  nativeTheme.on('updated', repaint)
  window.on('closed', () => nativeTheme.off('updated', repaint))
}

/** A dead page is loaded again; one that dies over and over is left, so that it cannot keep the machine busy. */
function reloadAfterCrash(window: BrowserWindow): void {
  const deaths: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const now = Date.now()
    deaths.push(now)
    const lately = deaths.filter((at) => now - at < 60_000)
    if (reason !== 'clean-exit' && lately.length <= 3 && !window.isDestroyed()) load(window)
  })
}
