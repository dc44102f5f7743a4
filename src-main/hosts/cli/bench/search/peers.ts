/** What another library is given: `vectors` in one piece, row n is photo n + 1; what was found to be right. */
export interface PeerInput {
  readonly dir: string
  readonly vectors: Float32Array
  readonly dim: number
  readonly queries: readonly Float32Array[]
  readonly truths: readonly (readonly number[])[]
}
