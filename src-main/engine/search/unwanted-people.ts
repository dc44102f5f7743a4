import type { Look } from './wanted.ts'

/**
 * A model takes "people" for several of them at once: alone, the word puts a third of the photos with somebody in them behind
 * the divider (33 % of 380 among 500 captioned photos; with the others 96 %, and 95 % of all that go show somebody).
 */
const kinds = ['people', 'person', 'man', 'woman', 'boy', 'girl', 'child']
const asked = /^(?:any )?(?:people|persons?|humans?|human beings?|anyone|anybody)$/iu

/** Who wants no people wants nobody: what shall not be in the photos then, or the look as it is. */
export function withAllPeople(look: Look): readonly Look[] {
  if (look.kind !== 'words' || !look.isExcluded || look.isQuoted || !asked.test(look.text.trim()))
    return [look]
  return kinds.map((text) => ({ ...look, text }))
}
