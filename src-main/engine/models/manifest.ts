import { z } from 'zod'
import { modelId, windowsNameProblem } from '../../../src-preload/contract/index.ts'

/** A file inside the model's own folder: no way out of it. */
const fileName = z
  .string()
  .regex(/^(?!\.+$)[\w.-]+$/, 'a plain file name')
  .max(200)
  .superRefine((name, context) => {
    const problem = name.toLowerCase() === 'model.json' ? 'is the manifest itself' : windowsNameProblem(name)
    if (problem !== null) context.addIssue({ code: 'custom', message: `"${name}" ${problem}` })
  })
const channels = z.tuple([z.number(), z.number(), z.number()])
const positives = z.tuple([z.number().positive(), z.number().positive(), z.number().positive()])

/** An input that a tower needs and that never changes: of the other tower, when both are one file. */
const constantInput = z
  .object({
    name: z.string().min(1),
    type: z.enum(['float32', 'int64', 'int32']),
    shape: z.array(z.int().min(1).max(4096)).max(6),
    value: z.number(),
  })
  .refine(({ shape }) => shape.reduce((product, size) => product * size, 1) <= 2 ** 22, {
    path: ['shape'],
    error: 'more than four million numbers',
  })
  .refine(({ type, value }) => type === 'float32' || isWhole(type, value), {
    path: ['value'],
    error: 'not a whole number that its type can hold',
  })

function isWhole(type: 'int64' | 'int32', value: number): boolean {
  return type === 'int64' ? Number.isSafeInteger(value) : (value | 0) === value
}

/** Cosines of pairs that do not belong together, measured with photos: where noise ends for this model. */
const unrelated = z.object({ mean: z.number(), std: z.number().positive() })

const modelFile = z.object({
  file: fileName,
  /** Where it can be fetched; null for a file that only comes with the folder. */
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** Null where only the hash is known. */
  sizeBytes: z.int().min(1).nullable().default(null),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal'),
})

/** `model.json`: everything the engine needs to know about a model, so that no model is special in code. */
export const modelManifest = z.object({
  id: modelId,
  name: z.string().min(1),
  /** One sentence for people on what it can and cannot do. */
  note: z.string().default(''),
  licence: z
    .object({ name: z.string().min(1), url: z.url({ protocol: /^https?$/ }) })
    .default({ name: 'not stated', url: 'https://spdx.org/licenses/' }),
  /** BCP 47 codes of the languages that the text encoder knows. */
  languages: z.array(z.string()).min(1),
  /** Raised whenever the numbers below change, so that embeddings made by the old ones are made anew. */
  preprocessing: z.int().min(1).default(1),
  /** Numbers in one embedding; both encoders return vectors of unit length. */
  embeddingSize: z.int().min(1).max(8192),
  image: z.object({
    file: fileName,
    input: z.string(),
    output: z.string(),
    /** Pixels that the encoder sees. */
    width: z.int().min(1).max(4096),
    height: z.int().min(1).max(4096),
    /** How a picture of another shape is made to fit. */
    fit: z.enum(['shortest-side-then-centre-crop', 'squash']),
    kernel: z.enum(['cubic', 'linear', 'lanczos3']),
    /** Per channel, R, G, B, of values from 0 to 1. */
    mean: channels,
    std: positives,
    layout: z.literal('NCHW'),
    type: z.literal('float32'),
    constants: z.array(constantInput).max(8).default([]),
  }),
  text: z.object({
    file: fileName,
    input: z.string(),
    output: z.string(),
    tokenizer: fileName,
    maxTokens: z.int().min(1).max(4096),
    padId: z.int().min(0),
    /** The token of words that the model has never seen; null where every text is spelled from known pieces. */
    unknownId: z.int().min(0).nullable(),
    /** The token that ends every text and stays when a long one is cut; null where there is none. */
    endId: z.int().min(0).nullable().default(null),
    /** `max`: always `maxTokens` long. */
    padTo: z.enum(['longest', 'max']),
    lowerCase: z.boolean().default(false),
    /** `openai-clip`: curly quotes, full-width letters, HTML entities and the like are made plain, as CLIP did. */
    cleaning: z.enum(['none', 'openai-clip']).default('none'),
    type: z.enum(['int64', 'int32']),
    /** The input that says which tokens are not padding, where the encoder wants one. */
    attentionMask: z.string().nullable().default(null),
    constants: z.array(constantInput).max(8).default([]),
  }),
  /** Score calibration. Null where nobody has measured it. */
  scores: z
    .object({
      textToImage: unrelated.nullable(),
      imageToImage: unrelated.nullable(),
      /** Of what a text has in common with everyday words, the share that is taken off before photos are compared with it. */
      commonTextPart: z.number().min(0).max(2).default(0),
    })
    .default({ textToImage: null, imageToImage: null, commonTextPart: 0 }),
  /** Set for weights of fewer bits than the original's. */
  quantized: z
    .object({
      bits: z.int().min(1).max(16),
      /** How it compares with the original, and who measured that. */
      agreement: z.string().min(1),
    })
    .nullable()
    .default(null),
  files: z.array(modelFile).default([]),
})

export type ModelManifest = Readonly<z.infer<typeof modelManifest>>
export type ModelFile = ModelManifest['files'][number]
export type ConstantInput = z.infer<typeof constantInput>
