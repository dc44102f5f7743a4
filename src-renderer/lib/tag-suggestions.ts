import type { Tag } from '../../src-preload/contract/library.ts'

/** Tags that a person may mean: those that begin with what was typed first, the most used of them on top. */
export function suggestTags(
  tags: readonly Tag[],
  typed: string,
  taken: readonly string[],
  most = 6,
): readonly Tag[] {
  const wanted = folded(typed)
  if (wanted === '') return []
  const gone = new Set(taken.map(folded))
  const begins = (tag: Tag) => folded(tag.name).startsWith(wanted)
  return tags
    .filter((tag) => folded(tag.name).includes(wanted) && !gone.has(folded(tag.name)))
    .toSorted(
      (one, other) =>
        Number(begins(other)) - Number(begins(one)) ||
        other.photos - one.photos ||
        one.name.localeCompare(other.name),
    )
    .slice(0, most)
}

/** The names in what was typed or pasted: "beach, Sunset" are two. */
export function tagNames(typed: string): readonly string[] {
  const names = typed.split(/[,;\n]/u).map((name) => name.replaceAll(/\s+/gu, ' ').trim())
  return [...new Set(names.filter((name) => name !== ''))]
}

/** Tags over several photos: how many of the photos bear each, the most common first. */
export function countTags(photos: readonly { readonly tags: readonly string[] }[]): readonly Tag[] {
  const counts = new Map<string, number>()
  for (const { tags } of photos) {
    for (const name of tags) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts]
    .map(([name, count]) => ({ name, photos: count }))
    .toSorted((one, other) => other.photos - one.photos || one.name.localeCompare(other.name))
}

/** Without case and accents, as people type. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').trim().toLowerCase()
}
