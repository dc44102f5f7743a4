import { z } from 'zod'

const fileName = z.string().regex(/^[\w.-]+$/, 'a plain file name')
const channels = z.tuple([z.number(), z.number(), z.number()])

/** `model.json`: everything the engine needs to know about a model, so that no model is special in code. */
export const modelManifest = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string().min(1),
  /** One sentence for people on what it can and cannot do. */
  note: z.string().default(''),
  /** BCP 47 codes of the languages that the text encoder knows. */
  languages: z.array(z.string()).min(1),
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
    std: channels,
    layout: z.literal('NCHW'),
    type: z.literal('float32'),
  }),
  text: z.object({
    file: fileName,
    input: z.string(),
    output: z.string(),
    tokenizer: fileName,
    maxTokens: z.int().min(1).max(4096),
    padId: z.int().min(0),
    /** The token of words that the model has never seen. */
    unknownId: z.int().min(0),
    padTo: z.literal('longest'),
    type: z.literal('int64'),
  }),
})

export type ModelManifest = Readonly<z.infer<typeof modelManifest>>
