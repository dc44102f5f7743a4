import { megabytes } from '../../../../engine/models/megabytes.ts'
import type { Outcome } from '../../outcome.ts'
import type { CommandContext } from '../../with-engine.ts'
import { alone } from './with-models.ts'

/** Deletes a model's folder and its embeddings. */
export function removeModel(context: CommandContext, id: string): Promise<Outcome> {
  return alone(
    context,
    id,
    () => {},
    async ({ models }) => {
      const { freedBytes } = await models.remove(id)
      return {
        document: { id, freedBytes },
        lines: [`Removed the model ${id}, ${megabytes(freedBytes)}; the photos are untouched.`],
      }
    },
  )
}
