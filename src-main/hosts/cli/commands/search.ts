import type { Outcome } from '../outcome.ts'
import { nothingIndexed, searchOutcome } from '../results.ts'
import { askLibrary, type CommandContext } from '../with-engine.ts'

/** Photos for words, best first. */
export function search(
  context: CommandContext,
  words: string,
  { limit }: { limit: number },
): Promise<Outcome> {
  return askLibrary(
    context,
    (engine) => searchOutcome(engine, words, { kind: 'words', text: words }, limit),
    () => nothingIndexed(words),
  )
}
