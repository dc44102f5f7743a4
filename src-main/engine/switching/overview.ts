import {
  modelIdProblem,
  type ModelEntry,
  type ModelOverview,
  type ModelSwitch,
} from '../../../src-preload/contract/index.ts'
import { sourceFrom } from '../models/download/addresses.ts'
import type { Downloads } from '../models/download/downloads.ts'
import type { ModelManifest } from '../models/manifest.ts'
import { modelOf } from '../models/spaces.ts'
import type { ModelStore, StoredModel } from '../models/store.ts'
import type { Brain } from './brain.ts'

export interface OverviewOptions {
  readonly store: ModelStore
  readonly downloads: Pick<Downloads, 'progress' | 'problem'>
  readonly brains: { current(): Pick<Brain, 'model'>; next(): Pick<Brain, 'model'> | null }
  /** What the catalog keeps, by space. */
  readonly embeddings: () => readonly {
    readonly modelId: string
    readonly photos: number
    readonly sizeBytes: number
  }[]
  readonly switchState: () => ModelSwitch | null
  /** Photos that the model that answers could not read. */
  readonly notFound: () => number
  /** Why photos cannot be read for the model that is on its way. */
  readonly trouble: () => string | null
}

/** The models of this machine and those offered: the one that answers first. */
export function overviewOf(options: OverviewOptions): ModelOverview {
  const { store, brains } = options
  const installed = store.installed()
  const offered = store.offered().filter(({ id }) => installed.every((one) => one.id !== id))
  const entries = [
    ...installed.map((model) => installedEntry(options, model)),
    ...offered.map((manifest) => offeredEntry(options, manifest)),
  ]
  const ids = new Set(entries.map(({ id }) => id))
  const lost = [...new Set(options.embeddings().map(({ modelId }) => modelOf(modelId)))]
  for (const id of lost) if (!ids.has(id) && modelIdProblem(id) === null) entries.push(lostEntry(options, id))
  const active = brains.current().model.info.id
  if (!entries.some(({ id }) => id === active)) entries.push(lostEntry(options, active))
  return {
    models: entries.toSorted((a, b) => Number(b.role === 'active') - Number(a.role === 'active')),
    switch: options.switchState(),
    notFound: options.notFound(),
    modelsFolder: store.folder,
    downloadsFrom: sourceFrom(process.env),
  }
}

function installedEntry(options: OverviewOptions, model: StoredModel): ModelEntry {
  const { id, manifest, dir, isBuiltIn, sizeBytes } = model
  const download = options.downloads.progress(id)
  const problem = troubleOf(options, id) ?? model.problem
  return {
    ...(manifest ? statedBy(manifest) : unstated(id, options)),
    ...common(options, id),
    sizeBytes,
    state: download ? 'downloading' : problem === null ? 'installed' : 'broken',
    problem: options.downloads.problem(id) ?? problem,
    isBuiltIn,
    folder: dir,
    download,
  }
}

function offeredEntry(options: OverviewOptions, manifest: ModelManifest): ModelEntry {
  const download = options.downloads.progress(manifest.id)
  const sizes = manifest.files.map(({ sizeBytes }) => sizeBytes)
  return {
    ...statedBy(manifest),
    ...common(options, manifest.id),
    sizeBytes: sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
    state: download ? 'downloading' : 'offered',
    problem: options.downloads.problem(manifest.id) ?? troubleOf(options, manifest.id),
    isBuiltIn: false,
    folder: null,
    download,
  }
}

/** Its embeddings are in the catalog, its folder is gone, and nobody offers it. */
function lostEntry(options: OverviewOptions, id: string): ModelEntry {
  const gone = `The folder of this model is gone; put it back into ${options.store.folder}, or choose another model.`
  return {
    ...unstated(id, options),
    ...common(options, id),
    sizeBytes: null,
    state: 'broken',
    problem: troubleOf(options, id) ?? gone,
    isBuiltIn: false,
    folder: null,
    download: null,
  }
}

function statedBy({ id, name, note, licence, languages, embeddingSize, quantized }: ModelManifest) {
  return { id, name, note, licence, languages, embeddingSize, quantized }
}

function unstated(id: string, { brains }: OverviewOptions) {
  const known = [brains.current(), brains.next()].find((brain) => brain?.model.info.id === id)?.model.info
  return {
    id,
    name: known?.name ?? id,
    note: '',
    licence: { name: 'not stated', url: 'https://spdx.org/licenses/' },
    languages: [],
    embeddingSize: known?.embeddingSize ?? 0,
    quantized: null,
  }
}

function common({ store, brains, embeddings }: OverviewOptions, id: string) {
  const kept = embeddings().filter(({ modelId }) => modelOf(modelId) === id)
  const isActive = brains.current().model.info.id === id
  const role: ModelEntry['role'] = isActive ? 'active' : brains.next()?.model.info.id === id ? 'next' : null
  return {
    isSuggested: store.suggested === id,
    role,
    embeddings: {
      photos: kept.reduce((most, { photos }) => Math.max(most, photos), 0),
      sizeBytes: kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    },
  }
}

/** What was met when it was used is said before what its folder looks like. */
function troubleOf({ brains, trouble }: OverviewOptions, id: string): string | null {
  const coming = brains.next()
  if (coming?.model.info.id === id) return coming.model.info.problem ?? trouble()
  const { info } = brains.current().model
  return info.id === id ? info.problem : null
}
