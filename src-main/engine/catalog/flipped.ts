/** More bits than these do not flip in one name while the rest of a catalog can be read. */
const mostFlipped = 8

/**
 * Whether two texts are the same but for a few characters in place, as flipped bits leave them. Of ids and hashes that are
 * random no two are so near.
 */
export function isNearly(one: string, other: string): boolean {
  if (one === other) return true
  if (one.length !== other.length) return false
  let differences = 0
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) differences += 1
  return differences <= Math.min(mostFlipped, one.length / 4)
}
