import type { Engine, StatusReport } from '../../engine/engine.ts'
import { plural } from './output.ts'

/** The person's word on photos that went all at once. */
export type MissingWord = 'accept' | 'keep'

/**
 * Tells every folder that waits for it; that photos are gone, also those whose photos were kept before. Gives what there
 * is to say of the latter.
 */
export async function sayWord(engine: Engine, word: MissingWord): Promise<string[]> {
  const gone = word === 'accept'
  const said: string[] = []
  for (const { id, path, vanished, kept, state } of engine.status().roots) {
    const givesUp = gone && kept > 0 && state !== 'away'
    if (vanished === null && !givesUp) continue
    await engine.handlers['roots.confirm-vanished']({ rootId: id, gone })
    if (givesUp)
      said.push(`${plural(kept, 'photo')} that were kept in ${path} count as missing now, for 30 days.`)
  }
  return said
}

/** What waits for the person's word, and how to give it. */
export function vanishedNotes(roots: StatusReport['roots']): string[] {
  const waiting = roots.flatMap(({ path, vanished }) =>
    vanished
      ? [
          `${vanished.files.toLocaleString('en')} of ${plural(vanished.of, 'photo')} in ${path} went at once; nothing of them is forgotten.`,
        ]
      : [],
  )
  const how =
    'If they are gone for good, run "sightline index --accept-missing"; if not, "sightline index --keep-missing".'
  return waiting.length === 0 ? [] : [...waiting, how]
}
