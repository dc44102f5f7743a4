/** A photo and its cosine similarity to the query. */
export interface Hit {
  readonly photoId: number
  readonly score: number
}

/** Best first; equal scores by id, so that pages of one ranking never overlap. */
export function byScore(a: Hit, b: Hit): number {
  return b.score - a.score || a.photoId - b.photoId
}

/** Keeps the k best of all that are offered. */
export interface TopK {
  /**
   * Gives the bar from then on: the score of the worst hit that is kept, -Infinity until k are kept. What lies below it
   * need not be offered.
   */
  offer(photoId: number, score: number): number
  /** Best first. */
  sorted(): Hit[]
}

/** A heap with the worst of the kept hits on top, in two plain arrays: no allocation for the many that are refused. */
export function createTopK(k: number): TopK {
  const ids: number[] = []
  const scores: number[] = []

  const worse = (a: number, b: number): boolean => {
    const [scoreA, scoreB] = [scores[a] as number, scores[b] as number]
    return scoreA < scoreB || (scoreA === scoreB && (ids[a] as number) > (ids[b] as number))
  }
  const swap = (a: number, b: number): void => {
    const [id, score] = [ids[a] as number, scores[a] as number]
    ids[a] = ids[b] as number
    scores[a] = scores[b] as number
    ids[b] = id
    scores[b] = score
  }
  function up(at: number): void {
    for (let child = at; child > 0;) {
      const parent = (child - 1) >> 1
      if (!worse(child, parent)) return
      swap(child, parent)
      child = parent
    }
  }
  function down(at: number): void {
    for (let parent = at; ;) {
      let worst = parent
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < ids.length && worse(child, worst)) worst = child
      }
      if (worst === parent) return
      swap(parent, worst)
      parent = worst
    }
  }

  return {
    offer: (photoId, score) => {
      if (ids.length < k) {
        ids.push(photoId)
        scores.push(score)
        up(ids.length - 1)
        return ids.length < k ? -Infinity : (scores[0] as number)
      }
      const bar = scores[0]
      if (bar === undefined) return Infinity
      if (score < bar || (score === bar && photoId > (ids[0] as number))) return bar
      ids[0] = photoId
      scores[0] = score
      down(0)
      return scores[0]
    },
    sorted: () => ids.map((photoId, at) => ({ photoId, score: scores[at] as number })).sort(byScore),
  }
}
