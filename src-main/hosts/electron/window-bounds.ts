import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { screen } from 'electron'
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from 'zod'

export const smallest = { width: 800, height: 600 }
const first = { width: 1280, height: 800 }

const stored = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(smallest.width),
  height: z.int().min(smallest.height),
  maximized: z.boolean(),
})
export type WindowPlace = z.infer<typeof stored>

/** Where the window was when it was last closed, if that place can still be seen on a screen of today. */
export function rememberedPlace(file: string): WindowPlace | undefined {
  try {
    const place = stored.parse(JSON.parse(readFileSync(file, 'utf8')))
    return visibleOnSomeScreen(place) ? place : undefined
  } catch {
    return undefined
  }
}

export const firstPlace = (): { width: number; height: number } => {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize
  return { width: Math.min(first.width, width), height: Math.min(first.height, height) }
}

/** Writes the window's place when it is moved, resized or closed. A lost place is no reason to trouble anyone. */
export function rememberPlace(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined
  const save = (): void => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    try {
      write(file, { ...window.getNormalBounds(), maximized: window.isMaximized() })
    } catch {
      // A full or read-only disk: the window opens at its default place next time.
    }
  }
  const saveSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(save, 500)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('close', save)
  window.on('closed', () => clearTimeout(timer))
}

function write(file: string, place: WindowPlace): void {
  mkdirSync(dirname(file), { recursive: true })
  const beside = `${file}.new`
  writeFileSync(beside, JSON.stringify(place))
  renameSync(beside, file)
}

/** At least a title bar's worth has to be within reach of the pointer. */
function visibleOnSomeScreen(place: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const across =
      Math.min(place.x + place.width, workArea.x + workArea.width) - Math.max(place.x, workArea.x)
    const titleBarTop = place.y - workArea.y
    return across >= 100 && titleBarTop >= -10 && titleBarTop <= workArea.height - 40
  })
}
