import { resolve } from 'node:path'
import type { Outcome } from '../outcome.ts'
import { searchOutcome } from '../results.ts'
import { withEngine, type CommandContext } from '../with-engine.ts'

/** Photos that look like a picture, which need not be in the library. */
export function similar(
  context: CommandContext,
  file: string,
  { limit }: { limit: number },
): Promise<Outcome> {
  return withEngine(context, { role: 'reader' }, async (engine) => {
    const { pictureId } = await engine.handlers['search.picture-from-file']({ path: resolve(file) })
    return searchOutcome(engine, file, { kind: 'picture', pictureId }, limit)
  })
}
