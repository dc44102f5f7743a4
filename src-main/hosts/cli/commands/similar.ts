import { resolve } from 'node:path'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import type { Engine } from '../../../engine/engine.ts'
import type { Outcome } from '../outcome.ts'
import { nothingIndexed, searchOutcome } from '../results.ts'
import { askLibrary, type CommandContext } from '../with-engine.ts'

/** Photos that look like a picture, which need not be in the library. */
export function similar(
  context: CommandContext,
  file: string,
  { limit }: { limit: number },
): Promise<Outcome> {
  return askLibrary(
    context,
    async (engine) => {
      const pictureId = await readPicture(engine, resolve(file))
      return searchOutcome(engine, file, { kind: 'picture', pictureId }, { limit })
    },
    () => nothingIndexed(file),
  )
}

/** Hands a picture to the engine. Throws with its path in the sentence. */
export async function readPicture(engine: Engine, path: string): Promise<string> {
  try {
    return (await engine.handlers['search.picture-from-file']({ path })).pictureId
  } catch (error) {
    throw whyNot(error, path)
  }
}

/** The engine's reason is written to stand beside a picture; here it stands alone. */
function whyNot(error: unknown, path: string): unknown {
  if (!(error instanceof CodedError) || error.code !== 'picture-unreadable') return error
  const reason = error.message.replace(/\.$/, '')
  return new CodedError(error.code, `${path}: ${reason}; choose another picture.`, { cause: error })
}
