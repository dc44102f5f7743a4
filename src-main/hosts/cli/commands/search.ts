import type { Outcome } from '../outcome.ts'
import { searchOutcome } from '../results.ts'
import { withEngine, type CommandContext } from '../with-engine.ts'

/** Photos for words, best first. */
export function search(
  context: CommandContext,
  words: string,
  { limit }: { limit: number },
): Promise<Outcome> {
  return withEngine(context, { role: 'reader' }, (engine) =>
    searchOutcome(engine, words, { kind: 'words', text: words }, limit),
  )
}
