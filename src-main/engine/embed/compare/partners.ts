import { CodedError } from '../../../../src-preload/contract/index.ts'
import type { ModelManifest } from '../../models/manifest.ts'
import type { StoredModel } from '../../models/stored-model.ts'

/** A model on this machine whose manifest can be read and whose files are there. */
export interface UsableModel {
  readonly dir: string
  readonly manifest: ModelManifest
}

/** Throws CodedError `not-found` or `model-broken`. */
export function usable(id: string, installed: readonly StoredModel[]): UsableModel {
  const model = installed.find((one) => one.id === id)
  if (!model) {
    const ids = installed.map((one) => one.id).join(', ')
    throw new CodedError('not-found', `There is no model "${id}" on this machine; there are: ${ids}.`)
  }
  const { dir, manifest, problem } = model
  if (problem !== null || !manifest) throw new CodedError('model-broken', problem ?? `${dir} is no model.`)
  return { dir, manifest }
}

/**
 * The model that another one is measured by: of those with the same preprocessing and the same tokens, the one that is
 * not quantized. `offered` may name one that could be fetched. Throws CodedError `not-found`.
 */
export function partnerOf(
  { manifest }: UsableModel,
  installed: readonly StoredModel[],
  offered: readonly ModelManifest[],
): UsableModel {
  const fits = (other: ModelManifest) =>
    other.id !== manifest.id && other.quantized === null && whyNotComparable(manifest, other) === null
  for (const { dir, manifest: other, problem } of installed) {
    if (problem === null && other && fits(other)) return { dir, manifest: other }
  }
  const original = offered.find(fits)
  throw new CodedError(
    'not-found',
    `No original of ${manifest.id} is on this machine: ` +
      (original
        ? `get it with "sightline models get ${original.id}".`
        : 'name another model with --against ID.'),
  )
}

/** One sentence's part: what makes the embeddings of two models two different things. Null where they can be compared. */
export function whyNotComparable(one: ModelManifest, other: ModelManifest): string | null {
  if (one.embeddingSize !== other.embeddingSize) {
    return `their embeddings have ${one.embeddingSize} and ${other.embeddingSize} numbers`
  }
  for (const field of ['width', 'height', 'fit', 'kernel', 'mean', 'std'] as const) {
    if (JSON.stringify(one.image[field]) !== JSON.stringify(other.image[field])) {
      return `they want pictures of different ${field}`
    }
  }
  for (const field of ['maxTokens', 'lowerCase', 'cleaning'] as const) {
    if (one.text[field] !== other.text[field]) return `they read texts with different ${field}`
  }
  const [tokens, otherTokens] = [tokenizerHash(one), tokenizerHash(other)]
  const isSame = tokens === null || otherTokens === null || tokens === otherTokens
  return isSame ? null : 'they read texts with different tokenizers'
}

function tokenizerHash({ files, text }: ModelManifest): string | null {
  return files.find(({ file }) => file === text.tokenizer)?.sha256 ?? null
}
