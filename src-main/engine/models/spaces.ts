import type { ModelManifest } from './manifest.ts'

/**
 * Raised when the same photo and the same manifest would give another model input than before (another way of decoding
 * or resizing), so that photos are embedded anew instead of being compared across the change. 2: pictures are resized
 * once, from a whole fraction, as in training; catalogs of version 1 are read again in the background.
 */
const pipelineVersion: number = 2

/**
 * Names the space that embeddings live in: the model and the version of its preprocessing. Embeddings of different
 * spaces are never compared. Catalogs of pipeline version 1 name a model's first version by its id alone.
 */
export function spaceOf({ id, preprocessing }: Pick<ModelManifest, 'id' | 'preprocessing'>): string {
  return pipelineVersion === 1 && preprocessing === 1 ? id : `${id}@${pipelineVersion}.${preprocessing}`
}

/** The model of a space. Ids have no `@` in them. */
export function modelOf(space: string): string {
  return space.split('@', 1)[0] ?? space
}
