import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { providerNames, strictnesses, type Settings, type Speed } from '../../src-preload/contract/index.ts'
import type { Catalog } from './catalog/catalog.ts'

const speed = z.enum(['gentle', 'normal', 'full']).catch('normal')
const pauseOnBattery = z.boolean().catch(true)
const workers = z.int().min(1).max(32).nullable().catch(null)

const provider = z.enum(['auto', ...providerNames]).catch('auto')
const unloadAfterMinutes = z.int().min(1).max(1_440).catch(15)
const rememberSearches = z.boolean().catch(true)
const strictness = z.enum(strictnesses).catch('balanced')

/** Reads the settings; values that do not parse (a catalog edited by hand) fall back to their defaults. */
export function readSettings(catalog: Catalog): Settings {
  return parseSettings((key) => catalog.settings.get(key) ?? null)
}

export function defaultSettings(): Settings {
  return parseSettings(() => null)
}

function parseSettings(stored: (key: keyof Settings) => unknown): Settings {
  return {
    speed: speed.parse(stored('speed')),
    workers: workers.parse(stored('workers')),
    pauseOnBattery: pauseOnBattery.parse(stored('pauseOnBattery')),
    provider: provider.parse(stored('provider')),
    unloadAfterMinutes: unloadAfterMinutes.parse(stored('unloadAfterMinutes')),
    rememberSearches: rememberSearches.parse(stored('rememberSearches')),
    strictness: strictness.parse(stored('strictness')),
  }
}

export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined }

export function writeSettings(catalog: Catalog, change: SettingsChange): Settings {
  for (const [key, value] of Object.entries(change)) if (value !== undefined) catalog.settings.set(key, value)
  return readSettings(catalog)
}

/** Worker processes in use: the person's number, or what the speed allows. Normal leaves a core for the person. */
export function workerCount(settings: Pick<Settings, 'speed' | 'workers'>): number {
  const cores = availableParallelism()
  return settings.workers ?? Math.min(workersAt[settings.speed](cores), 8)
}

const workersAt: Record<Speed, (cores: number) => number> = {
  gentle: () => 1,
  normal: (cores) => (cores <= 2 ? cores : cores - 1),
  full: (cores) => cores,
}
