import { existsSync } from 'node:fs'
import { CodedError, type Emit, type ModelEntry } from '../../../../../src-preload/contract/index.ts'
import type { Engine } from '../../../../engine/engine.ts'
import { takeInstanceLock } from '../../../../engine/instance-lock.ts'
import type { Models } from '../../../../engine/models/models.ts'
import { stagingOf } from '../../../../engine/models/staging.ts'
import { createModelStore } from '../../../../engine/models/store.ts'
import { hasLibrary } from '../../../../engine/no-library.ts'
import { arrivalsWithoutLibrary } from '../../../../engine/switching/without-library.ts'
import { createLog } from '../../../shared/log.ts'
import { spawnNodeWorker } from '../../../shared/node-workers.ts'
import { modelsFolder } from '../../../shared/paths.ts'
import { withEngine, type CommandContext } from '../../with-engine.ts'

/** For what only adds a model's folder: also beside the app, and before there is a library, which it leaves unbegun. */
export async function besideOthers<T>(
  context: CommandContext,
  emit: Emit,
  work: (models: Pick<Models, 'get' | 'import'>) => Promise<T>,
): Promise<T> {
  const { dataDir } = context
  if (hasLibrary(dataDir)) return withEngine(context, { role: 'reader', emit }, ({ models }) => work(models))
  const models = arrivalsWithoutLibrary({
    dataDir,
    modelsDir: modelsFolder(),
    spawnWorker: spawnNodeWorker,
    emit,
    log: createLog('silent'),
  })
  return work(models).finally(models.stop)
}

/** What to do with a model that has come: an open window is the one that uses it. */
export function wayToUse({ dataDir }: CommandContext, { id, name }: ModelEntry, meaning: string): string {
  if (hasLibrary(dataDir) && isOpenElsewhere(dataDir))
    return `Sightline is open: choose ${name} in its window, in Settings under Models.`
  return `"sightline models use ${id}" ${meaning}`
}

function isOpenElsewhere(dataDir: string): boolean {
  try {
    takeInstanceLock(dataDir).release()
    return false
  } catch (error) {
    return error instanceof CodedError && error.code === 'data-folder-busy'
  }
}

/** For what changes the library: never beside the app. Nothing is made for a model that nobody knows. */
export async function alone<T>(
  context: CommandContext,
  id: string,
  emit: Emit,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  if (!hasLibrary(context.dataDir)) requireKnown(context.dataDir, id)
  try {
    return await withEngine(context, { role: 'indexer', emit }, work)
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'data-folder-busy') throw error
    await requireAnyKnown(context, id)
    throw new CodedError(
      'data-folder-busy',
      `Sightline is open with ${context.dataDir}: do this in its window, in Settings under Models, or close it first.`,
    )
  }
}

/** Nobody should close a window for a slip of the pen. */
async function requireAnyKnown(context: CommandContext, id: string): Promise<void> {
  const { models } = await withEngine(context, { role: 'reader' }, (engine) => engine.models.overview())
  if (models.some((one) => one.id === id)) return
  throw unknownModel(id)
}

function requireKnown(dataDir: string, id: string): void {
  const { byId, folder } = createModelStore({ modelsDir: modelsFolder(), dataDir })
  if (byId(id) || existsSync(stagingOf(folder, id, 'download'))) return
  throw unknownModel(id)
}

function unknownModel(id: string): CodedError {
  const sentence = `There is no model "${id}" on this machine; "sightline models" names those there are.`
  return new CodedError('not-found', sentence)
}
