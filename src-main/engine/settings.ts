import { availableParallelism } from 'node:os'
import { z } from 'zod'
import type { Settings } from '../../src-preload/contract/index.ts'
import type { Catalog } from './catalog/catalog.ts'

const workers = z.int().min(1).max(32).nullable().catch(null)

/** Reads the settings; values that do not parse (a catalog edited by hand) fall back to their defaults. */
export function readSettings(catalog: Catalog): Settings {
  return { workers: workers.parse(catalog.settings.get('workers') ?? null) }
}

export function writeSettings(catalog: Catalog, change: { workers?: number | null | undefined }): Settings {
  if (change.workers !== undefined) catalog.settings.set('workers', change.workers)
  return readSettings(catalog)
}

/** Worker processes in use: the person's number, or all cores but one so that the machine stays usable. */
export function workerCount(settings: Settings): number {
  const cores = availableParallelism()
  return settings.workers ?? (cores <= 2 ? cores : Math.min(cores - 1, 8))
}
