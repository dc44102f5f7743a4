import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { z } from 'zod'

/** The data folder: what was asked for, else SIGHTLINE_DATA, else the platform's application data folder. */
export function dataFolder(asked?: string): string {
  const named = asked ?? process.env['SIGHTLINE_DATA']
  return named ? resolve(named) : envPaths('Sightline', { suffix: '' }).data
}

/** The folder that holds `starter/`. In a packaged app it lies beside the archive, because workers read it by path. */
export function modelsFolder(): string {
  const { resourcesPath } = process as { resourcesPath?: string }
  const packaged = resourcesPath && join(resourcesPath, 'models')
  return packaged && existsSync(packaged) ? packaged : join(appFolder(), 'models')
}

/** The window as built by electron-vite. */
export function rendererFolder(): string {
  return join(appFolder(), 'out', 'renderer')
}

/** The platform's Pictures folder, or null when there is none. */
export function picturesFolder(home = homedir()): string | null {
  const folder = join(home, 'Pictures')
  return existsSync(folder) ? folder : null
}

export function appVersion(): string {
  const file = readFileSync(join(appFolder(), 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(file)).version
}

/** The same code runs from source, from out/main and out/main/chunks, and inside app.asar: package.json marks the top. */
function appFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}`)
    folder = parent
  }
  return folder
}

/** The file of a process of its own: `built` beside the bundle, else `source`, relative to src-main. */
export function processEntry(built: string, source: string): string {
  if (import.meta.filename.endsWith('.ts')) return resolve(import.meta.dirname, '../..', source)
  const here = import.meta.dirname
  return [join(here, built), join(here, '..', built)].find((file) => existsSync(file)) ?? join(here, built)
}
