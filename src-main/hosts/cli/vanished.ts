import type { Engine, StatusReport } from '../../engine/engine.ts'
import { plural } from './output.ts'

/** The person's word on photos that went all at once. */
export type MissingWord = 'accept' | 'keep'

/** Tells every folder that waits for it. Gives those folders. */
export async function sayWord(engine: Engine, word: MissingWord): Promise<readonly string[]> {
  const waiting = engine.status().roots.filter(({ vanished }) => vanished !== null)
  for (const { id } of waiting) {
    await engine.handlers['roots.confirm-vanished']({ rootId: id, gone: word === 'accept' })
  }
  return waiting.map(({ path }) => path)
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
