import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineOptions } from '../../src-main/engine/engine.ts'
import { writeTowers } from '../../src-main/hosts/cli/bench/towers/write-towers.ts'
import { miniature } from '../../src-main/hosts/cli/bench/towers/shapes.ts'
import { spaceOf } from '../../src-main/engine/models/spaces.ts'
import { testEngine, until, type TestEngine } from './engine.ts'
import { copyOfStarter, starterManifest } from './model-folders.ts'
import { paintPhotos } from './photos.ts'
import { tempDir } from './temp.ts'

export interface SwitchingLibrary {
  readonly dir: string
  readonly dataDir: string
  readonly photos: string
  open(options?: Parameters<typeof testEngine>[1]): Promise<TestEngine>
}

/**
 * An indexed library of painted photos, closed; with `twin`, the starter model under another id, and `tiny`, a model of
 * another embedding size, in its models' folder.
 */
export async function switchingLibrary(count: number): Promise<SwitchingLibrary> {
  const dir = tempDir('switching')
  const dataDir = join(dir, 'data')
  const photos = join(dir, 'photos')
  await paintPhotos(photos, count)
  const engine = await testEngine(dataDir)
  await engine.handlers['roots.add']({ path: photos })
  await engine.indexOnce()
  await engine.stop()
  addTwin(dataDir)
  await writeTowers(join(dataDir, 'models', 'tiny'), { id: 'tiny', shape: miniature, precision: 'float32' })
  return { dir, dataDir, photos, open: (options) => testEngine(dataDir, options) }
}

export function addTwin(dataDir: string, id = 'twin'): string {
  const folder = join(dataDir, 'models', id)
  mkdirSync(folder, { recursive: true })
  return copyOfStarter(folder, { id, name: `Model ${id}` })
}

/** What the catalog files the embeddings of a model of `switchingLibrary` under. */
export const spaceNamed = (id: string) =>
  spaceOf({ id, preprocessing: id === 'starter' ? starterManifest().preprocessing : 1 })

/** What a window does: everything goes on by itself. */
export const asInWindow: Partial<EngineOptions> = { autoIndex: true }

export async function modelsOf(engine: TestEngine) {
  const { models, switch: switching } = await engine.handlers['models.list']({})
  const active = models.find(({ role }) => role === 'active')
  const next = models.find(({ role }) => role === 'next')
  const kept = Object.fromEntries(models.map(({ id, embeddings }) => [id, embeddings.photos]))
  return { active: active?.id, next: next?.id ?? null, switching, kept, models }
}

export async function answering(engine: TestEngine, id: string): Promise<void> {
  await until(
    `${id} answers and nothing is on its way`,
    async () => {
      const { active, switching } = await modelsOf(engine)
      return active === id && switching === null
    },
    30_000,
  )
}

export async function searchWords(engine: TestEngine, text = 'sky') {
  return engine.handlers['search.run']({ query: { kind: 'words', text }, offset: 0, limit: 100 })
}
