import type {
  DownloadProgress,
  ModelEntry,
  ModelOverview,
  ModelSwitch,
  ProviderReport,
} from '../../src-preload/contract/index.ts'

// What models and processors look like on other machines and in the middle of long work, to be photographed.

const mit = { name: 'MIT', url: 'https://opensource.org/license/mit' }
const nothing = { photos: 0, sizeBytes: 0 }

const offered: ModelEntry = {
  id: 'clip-vit-b32-int8',
  name: 'CLIP ViT-B/32',
  note: 'Finds nearly anything that can be said in plain English: things, places, moods, styles.',
  licence: mit,
  languages: ['en'],
  embeddingSize: 512,
  quantized: {
    bits: 8,
    agreement:
      'Two public reports find that it ranks photos like the original; Sightline has not compared the two itself, "sightline models check" does.',
  },
  sizeBytes: 155_850_671,
  state: 'offered',
  problem: null,
  isBuiltIn: false,
  isSuggested: true,
  role: null,
  folder: null,
  download: null,
  embeddings: nothing,
}

const large: ModelEntry = {
  ...offered,
  id: 'clip-vit-b32-fp32',
  name: 'CLIP ViT-B/32, full precision',
  note: 'The same model in its original numbers: a little more exact, four times as large, slower.',
  quantized: null,
  sizeBytes: 607_968_381,
  isSuggested: false,
}

const manyLanguages: ModelEntry = {
  ...large,
  id: 'siglip2-b16-224-int8',
  name: 'SigLIP 2 B/16',
  note: 'Understands more than a hundred languages, and finer detail; reads photos more slowly.',
  licence: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  languages: ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ja', 'zh', 'ar', 'hi', 'ko', 'tr'],
  embeddingSize: 768,
  sizeBytes: 412_355_576,
}

const small: ModelEntry = {
  ...large,
  id: 'tinyclip-8m-16-int8',
  name: 'TinyCLIP 8M',
  note: 'Small and quick, for old computers; knows more than the starter model and less than CLIP.',
  sizeBytes: null,
}

const installed = (model: ModelEntry): ModelEntry => ({
  ...model,
  state: 'installed',
  folder: `/home/anna/.local/share/Sightline/models/${model.id}`,
})

const download: DownloadProgress = {
  phase: 'downloading',
  receivedBytes: 43_400_000,
  totalBytes: 155_850_671,
  bytesPerSecond: 12_200_000,
  timeLeftMs: 9_200,
  againAtMs: null,
  message: null,
}

const change: ModelSwitch = {
  to: offered.id,
  name: offered.name,
  isAnew: false,
  phase: 'embedding',
  done: 3_214,
  total: 12_480,
  away: 36,
  photosPerSecond: 41,
  timeLeftMs: 226_000,
}

/** Overviews by the view's name, made of the real starter's entry. */
export function modelStates(real: ModelOverview): Record<string, ModelOverview> {
  const before = { ...real, modelsFolder: '/home/anna/.local/share/Sightline/models' }
  const [first] = before.models
  if (!first) throw new Error('The engine names no model.')
  const starter: ModelEntry = { ...first, embeddings: { photos: 12_480, sizeBytes: 13_200_000 } }
  const next = installed({ ...offered, role: 'next', embeddings: { photos: 3_214, sizeBytes: 6_600_000 } })
  const overview = (models: readonly ModelEntry[], part: Partial<ModelOverview> = {}): ModelOverview => ({
    ...before,
    switch: null,
    models,
    ...part,
  })
  return {
    offered: overview([starter, offered, large, manyLanguages, small]),
    downloading: overview([
      starter,
      { ...offered, state: 'downloading', download },
      {
        ...manyLanguages,
        state: 'downloading',
        download: {
          ...download,
          phase: 'waiting',
          totalBytes: manyLanguages.sizeBytes,
          bytesPerSecond: null,
          timeLeftMs: null,
          againAtMs: Date.now() + 30_000,
          message: 'huggingface.co: it is busy (503)',
        },
      },
      {
        ...large,
        problem:
          'The download of vision_model.onnx broke off, so this model is not here yet. Check the connection, then try again: the 120 MB that arrived are kept.',
      },
      small,
    ]),
    switching: overview([starter, next, installed(small), large, manyLanguages], { switch: change }),
    answered: overview(
      [
        { ...next, role: 'active', embeddings: { photos: 12_480, sizeBytes: 25_600_000 } },
        { ...starter, role: null },
        {
          ...installed(manyLanguages),
          state: 'broken',
          problem: 'text_model_int8.onnx is not the file that its model.json describes: its SHA-256 differs.',
        },
        small,
      ],
      { notFound: 3 },
    ),
  }
}

export const change12k = change

export const processors: ProviderReport = {
  inUse: 'cuda',
  wanted: 'auto',
  modelId: 'starter',
  provedAtMs: Date.UTC(2026, 10, 20, 14, 3),
  possible: ['cpu', 'cuda', 'webgpu'],
  isMeasuring: false,
  tried: [
    { provider: 'cuda', verdict: 'in-use', reason: null, imagesPerSecond: 812.4, leastCosine: 0.9998 },
    { provider: 'cpu', verdict: 'agrees', reason: null, imagesPerSecond: 41.3, leastCosine: 1 },
    {
      provider: 'webgpu',
      verdict: 'disagrees',
      reason: 'Its embeddings differ from those of the CPU (cosine 0.871), so results would be worse.',
      imagesPerSecond: 240,
      leastCosine: 0.871,
    },
    {
      provider: 'dml',
      verdict: 'not-here',
      reason: 'Only on Windows.',
      imagesPerSecond: null,
      leastCosine: null,
    },
  ],
}
