/** The measures of a transformer: of each of its equal layers, and how many there are. */
export interface TransformerShape {
  readonly width: number
  readonly layers: number
  readonly heads: number
  /** Numbers between the two halves of a layer's second part. */
  readonly mlp: number
}

export interface VisionShape extends TransformerShape {
  /** Pixels of a side of what the tower sees, and of the squares that it is cut into. */
  readonly side: number
  readonly patch: number
}

export interface TextShape extends TransformerShape {
  readonly vocabulary: number
  readonly positions: number
}

export interface DualShape {
  readonly embeddingSize: number
  readonly vision: VisionShape
  readonly text: TextShape
}

/** CLIP ViT-B/32, as OpenAI published it. */
export const vitB32: DualShape = {
  embeddingSize: 512,
  vision: { side: 224, patch: 32, width: 768, layers: 12, heads: 12, mlp: 3072 },
  text: { vocabulary: 49_408, positions: 77, width: 512, layers: 12, heads: 8, mlp: 2048 },
}

/** The same architecture small enough for a test. */
export const miniature: DualShape = {
  embeddingSize: 32,
  vision: { side: 64, patch: 16, width: 48, layers: 2, heads: 4, mlp: 96 },
  text: { vocabulary: 600, positions: 77, width: 32, layers: 2, heads: 4, mlp: 64 },
}
