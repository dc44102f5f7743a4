/** `offered`: not on this machine. `broken`: on it and unusable, `problem` says why. */
export type ModelState = 'offered' | 'downloading' | 'installed' | 'broken'

/** A model that is on this machine, or could be. */
export interface ModelEntry {
  readonly id: string
  readonly name: string
  /** One sentence on what the model can and cannot do. */
  readonly note: string
  readonly licence: { readonly name: string; readonly url: string }
  /** BCP 47 codes of the languages that its text encoder knows. */
  readonly languages: readonly string[]
  readonly embeddingSize: number
  /** Weights of fewer bits than the original's, and how they compare with it, one sentence; null for an original. */
  readonly quantized: { readonly bits: number; readonly agreement: string } | null
  /** To be downloaded, or taken on the disk; null while unknown. */
  readonly sizeBytes: number | null
  readonly state: ModelState
  /** One sentence: why it is broken, or why its last download ended. */
  readonly problem: string | null
  /** It came with Sightline and cannot be removed. */
  readonly isBuiltIn: boolean
  readonly isSuggested: boolean
  /** `active` answers queries; `next` will, once the photos have been read for it. */
  readonly role: 'active' | 'next' | null
  /** Where its files lie; null while it is only offered. */
  readonly folder: string | null
  readonly download: DownloadProgress | null
  /** What the catalog keeps for it. */
  readonly embeddings: { readonly photos: number; readonly sizeBytes: number }
}

export interface DownloadProgress {
  /** `waiting`: the server is asked again, `message` says why. */
  readonly phase: 'starting' | 'downloading' | 'waiting' | 'finishing'
  readonly receivedBytes: number
  readonly totalBytes: number | null
  readonly bytesPerSecond: number | null
  readonly timeLeftMs: number | null
  /** While `waiting`: when the server is asked again, on the clock of this machine; null where nobody knows. */
  readonly againAtMs: number | null
  readonly message: string | null
}

/** Photos on their way from one model to another. */
export interface ModelSwitch {
  /** The id and the name of the model that will answer. */
  readonly to: string
  readonly name: string
  /**
   * It answers already, from embeddings that an earlier Sightline made: pictures are prepared better for it now, so the
   * photos are read for it anew.
   */
  readonly isAnew: boolean
  /** `embedding`: photos are read. `indexing`: the index of the new embeddings is being built. */
  readonly phase: 'embedding' | 'indexing'
  /** Photos that have an embedding of the new model. */
  readonly done: number
  readonly total: number
  /** Files that cannot be reached now or cannot be read any more: they follow when they can. */
  readonly away: number
  readonly photosPerSecond: number | null
  readonly timeLeftMs: number | null
}

/** ONNX Runtime's execution providers that Sightline knows how to use. */
export const providerNames = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu'] as const
export type ProviderName = (typeof providerNames)[number]

/** What came of proving a provider against the CPU. */
export interface ProviderTrial {
  readonly provider: ProviderName
  /** `not-here`: this build or this machine lacks it. `gave-up`: it was in use and failed later. */
  readonly verdict: 'in-use' | 'agrees' | 'slower' | 'disagrees' | 'failed' | 'gave-up' | 'not-here'
  /** One sentence; null when there is nothing to explain. */
  readonly reason: string | null
  readonly imagesPerSecond: number | null
  /** The lowest cosine similarity between its embedding of a picture and the CPU's. */
  readonly leastCosine: number | null
}

export interface ProviderReport {
  readonly inUse: ProviderName
  /** The person's choice; `auto` takes the fastest that agrees with the CPU. */
  readonly wanted: ProviderName | 'auto'
  /** The model that was measured; another one is measured anew. */
  readonly modelId: string
  /** Null before the first measurement. */
  readonly provedAtMs: number | null
  /** Those that this kind of computer can have, the CPU first: what is there shows when it is measured. */
  readonly possible: readonly ProviderName[]
  /** The model is being measured now, by whoever asked. */
  readonly isMeasuring: boolean
  readonly tried: readonly ProviderTrial[]
}

export interface ModelOverview {
  /** The one in use first, then those on this machine, then those offered. */
  readonly models: readonly ModelEntry[]
  readonly switch: ModelSwitch | null
  /**
   * Photos that the active model could not read, though a former one did: searches do not find them until their files can
   * be read. 0 while photos are on their way.
   */
  readonly notFound: number
  /** The server that models are downloaded from, by name. */
  readonly downloadsFrom: string
  /** Where a model's folder can be put by hand. */
  readonly modelsFolder: string
}
