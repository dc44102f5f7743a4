/** Cosines of pairs that do not belong together; null where nobody has measured them. */
export interface Calibration {
  readonly textToImage: { readonly mean: number; readonly std: number } | null
  readonly imageToImage: { readonly mean: number; readonly std: number } | null
}

export interface LookTerm {
  readonly modality: 'text' | 'picture'
  readonly weight: number
  readonly isExcluded: boolean
  readonly scores: Float32Array
  readonly background: Float32Array
}

export function combineTerms(terms: readonly LookTerm[], calibration: Calibration) {
  const n = terms[0]?.scores.length ?? 0
  const scores = new Float32Array(n)
  const unlikely = new Uint8Array(n)
  for (const term of terms) {
    const spread = (term.modality === 'text' ? calibration.textToImage : calibration.imageToImage) ?? {
      mean: 0.2,
      std: 0.05,
    }
    const bar = spread.mean + 2 * spread.std
    for (let at = 0; at < n; at += 1) {
      const score = term.scores[at] as number
      const z = (score - spread.mean) / spread.std
      scores[at] = (scores[at] as number) + (term.isExcluded ? -Math.max(0, z - 1) : z * term.weight)
      if (score < bar !== term.isExcluded) unlikely[at] = 1
    }
  }
  return { scores, isLikely: (at: number) => unlikely[at] === 0 }
}
