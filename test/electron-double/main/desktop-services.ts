import { EventEmitter } from 'node:events'
import { needsStub, strict } from './strict.ts'

// The parts of Electron that act on a desktop. Where a person would answer, a test stubs the function, with the same
// line that works on a real Electron.

export const dialog = strict('dialog', {
  showOpenDialog: needsStub('dialog.showOpenDialog'),
  showErrorBox: needsStub('dialog.showErrorBox'),
})

export const shell = strict('shell', {
  openPath: needsStub('shell.openPath'),
  showItemInFolder: needsStub('shell.showItemInFolder'),
  openExternal: needsStub('shell.openExternal'),
})

let clipboardText = ''
export const clipboard = strict('clipboard', {
  writeText: (text: string): void => void (clipboardText = text),
  readText: (): string => clipboardText,
})

class NativeTheme extends EventEmitter {
  shouldUseDarkColors = false
}
export const nativeTheme = strict('nativeTheme', new NativeTheme())

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  workAreaSize: { width: 1920, height: 1040 },
}
class Screen extends EventEmitter {
  getPrimaryDisplay = (): typeof display => display
  getAllDisplays = (): (typeof display)[] => [display]
}
export const screen = strict('screen', new Screen())

/** A machine on the mains, until a test says otherwise: `powerMonitor.isOnBatteryPower = () => true`, and emits. */
class PowerMonitor extends EventEmitter {
  isOnBatteryPower = (): boolean => false
}
export const powerMonitor = strict('powerMonitor', new PowerMonitor())
