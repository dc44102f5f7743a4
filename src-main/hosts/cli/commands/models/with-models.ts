import { CodedError, type Emit } from '../../../../../src-preload/contract/index.ts'
import type { Engine } from '../../../../engine/engine.ts'
import { hasLibrary } from '../../../../engine/no-library.ts'
import { withEngine, type CommandContext } from '../../with-engine.ts'

/** For what only adds a model's folder: also beside the app, and before there is a library. */
export function besideOthers<T>(
  context: CommandContext,
  emit: Emit,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  return withEngine(context, { role: hasLibrary(context.dataDir) ? 'reader' : 'indexer', emit }, work)
}

/** For what changes the library: never beside the app. */
export async function alone<T>(
  context: CommandContext,
  emit: Emit,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
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
