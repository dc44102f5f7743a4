import { resolve } from 'node:path'
import type { Strictness } from '../../../../src-preload/contract/index.ts'
import { wantedOf } from '../../../engine/search/wanted.ts'
import type { Outcome } from '../outcome.ts'
import { nothingIndexed, searchOutcome } from '../results.ts'
import { askLibrary, type CommandContext } from '../with-engine.ts'
import { readPicture } from './similar.ts'

interface SearchCommandOptions {
  readonly limit: number
  readonly picture: readonly string[]
  readonly strictness?: Strictness | undefined
}

/** Photos for what could be typed into the search box, together with pictures, best first. */
export async function search(
  context: CommandContext,
  words: string,
  { limit, picture, strictness }: SearchCommandOptions,
): Promise<Outcome> {
  // What does not parse is wrong usage, whether or not there is a library yet.
  wantedOf({ kind: 'words', text: words })
  return askLibrary(
    context,
    async (engine) => {
      const pictures = []
      for (const file of picture) pictures.push(`picture:${await readPicture(engine, resolve(file))}`)
      const text = [words, ...pictures].filter((part) => part.trim() !== '').join(' ')
      return searchOutcome(engine, words, { kind: 'words', text }, { limit, strictness })
    },
    () => nothingIndexed(words),
  )
}
