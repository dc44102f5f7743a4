import { ModelFault } from '../../models/model-fault.ts'
import type { ImageInput } from '../towers/preprocess.ts'
import { trialPictures } from './trial-pictures.ts'
import { cosine, isTheSame, notUsable } from './vectors.ts'

type Run = (pictures: readonly Uint8Array[]) => Promise<(Float32Array | undefined)[]>

/** Weights of few bits share their scale within a batch, so that a picture's embedding depends a little on the others. */
const leastCosineInBatch = 0.95

/** Three pictures one by one and together. Throws ModelFault. */
export async function tryPictures(image: ImageInput, run: Run): Promise<void> {
  const pictures = trialPictures(image, 3)
  const alone: Float32Array[] = []
  for (const picture of pictures) alone.push(...usable(await run([picture])))
  const [first, ...others] = alone
  if (first && others.every((other) => isTheSame(first, other))) {
    throw new ModelFault('image.output', 'gives the same embedding for every picture')
  }
  const together = usable(await run(pictures))
  for (const [at, embedding] of together.entries()) {
    const cosines = alone.map((each) => cosine(each, embedding))
    const own = cosines[at] ?? Number.NaN
    if (!(own >= leastCosineInBatch && cosines.every((each) => each <= own + 1e-6))) {
      const reason = `gives other embeddings for ${pictures.length} pictures together than for each of them alone`
      throw new ModelFault('image.output', `${reason} (cosine ${own.toFixed(3)})`)
    }
  }
}

function usable(embeddings: readonly (Float32Array | undefined)[]): Float32Array[] {
  return embeddings.map((embedding) => embedding ?? notUsable('image.output'))
}
