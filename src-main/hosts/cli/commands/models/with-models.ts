import { existsSync } from 'node:fs'
import { CodedError, type Emit } from '../../../../../src-preload/contract/index.ts'
import type { Engine } from '../../../../engine/engine.ts'
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
    throw new CodedError(
      'data-folder-busy',
      `Sightline is open with ${context.dataDir}: do this in its window, in Settings under Models, or close it first.`,
    )
  }
}

function requireKnown(dataDir: string, id: string): void {
  const { byId, folder } = createModelStore({ modelsDir: modelsFolder(), dataDir })
  if (byId(id) || existsSync(stagingOf(folder, id, 'download'))) return
  throw new CodedError(
    'not-found',
    `There is no model "${id}" on this machine; "sightline models" names those there are.`,
  )
}
