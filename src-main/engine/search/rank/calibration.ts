/** Of cosines. */
export interface Spread {
  readonly mean: number
  readonly std: number
}

/** A manifest's `scores`: cosines of pairs that do not belong together. Null where nobody has measured them. */
export interface Calibration {
  readonly textToImage: Spread | null
  readonly imageToImage: Spread | null
  /** Above 0: texts are compared without this share of what they have in common. */
  readonly commonTextPart?: number
}
