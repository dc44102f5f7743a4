/** Of cosines. */
export interface Spread {
  readonly mean: number
  readonly std: number
}

/** A manifest's `scores`: cosines of pairs that do not belong together. Null where nobody has measured them. */
export interface Calibration {
  readonly textToImage: Spread | null
  readonly imageToImage: Spread | null
}
