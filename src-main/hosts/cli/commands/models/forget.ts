import type { Outcome } from '../../outcome.ts'
import { plural } from '../../output.ts'
import type { CommandContext } from '../../with-engine.ts'
import { alone } from './with-models.ts'

/** Deletes what the catalog keeps for a model; the model stays. */
export function forgetModel(context: CommandContext, id: string): Promise<Outcome> {
  return alone(
    context,
    id,
    () => {},
    async ({ models }) => {
      const { photos } = await models.forgetEmbeddings(id)
      return {
        document: { id, photos },
        lines: [
          `Forgot what ${id} made of ${plural(photos, 'photo')}; the model and the photos are untouched.`,
        ],
      }
    },
  )
}
