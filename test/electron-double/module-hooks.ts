import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Makes this Node process look like one of Electron's. Only the main process finds an `electron` module; importing it
 * in a utility process fails, because nothing there should need it.
 */
export function standForElectron(type: 'browser' | 'utility'): void {
  const electron = new URL('./main/electron.ts', import.meta.url).href
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== 'electron') return next(specifier, context)
      if (type === 'browser') return { url: electron, format: 'module-typescript', shortCircuit: true }
      throw new Error('electron double: a utility process has no business with the electron module')
    },
  })
  // The app asks for this to know that native sharp would crash (two copies of GLib in one process on Linux).
  Object.defineProperty(process.versions, 'electron', { value: '45.4.1', enumerable: true })
  Object.defineProperty(process, 'type', { value: type })
  Object.defineProperty(process, 'resourcesPath', {
    value: fileURLToPath(new URL('./resources', import.meta.url)),
  })
  if (type === 'browser') Object.defineProperty(process, 'defaultApp', { value: true })
}
