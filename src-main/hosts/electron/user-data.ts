import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { makeFolder } from '../../engine/make-folder.ts'

/**
 * Puts Chromium's own files (caches, the window's place, the single-instance lock) beside the catalog, so that one data
 * folder is one app. A data folder that cannot be written leaves Electron's default: the window then still opens, and
 * the engine says in it what is wrong with the folder.
 */
export function keepWindowDataIn(dataDir: string): void {
  const folder = join(dataDir, 'window')
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch {
    return
  }
  app.setPath('userData', folder)
}
