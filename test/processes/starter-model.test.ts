import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createQueryEncoder } from '../../src-main/engine/embed/queries/query-encoder.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { starterModel } from '../helpers/models.ts'
import { cosine, indexed, photoPool } from '../helpers/photo-workers.ts'
import { captionedPhotos, hasCaptioned, needsShared } from '../helpers/photos.ts'

interface Reference {
  readonly photos: Record<string, number[]>
  readonly texts: Record<string, number[]>
}

const reference = JSON.parse(readFileSync(join(starterModel, 'reference.json'), 'utf8')) as Reference
const encoder = createQueryEncoder({
  spawn: () => spawnNodeWorker('query'),
  modelDir: starterModel,
  log: () => undefined,
})
const pool = photoPool()
afterAll(() => Promise.all([encoder.stop(), pool.stop()]))

describe('the starter model, through the app’s own decoding and workers', () => {
  it.skipIf(!hasCaptioned)(`gives the reference embedding of each photo (${needsShared})`, async () => {
    const names = Object.keys(reference.photos)
    expect(names).toHaveLength(20)
    const outcomes = await Promise.all(names.map((name) => indexed(pool, join(captionedPhotos, name))))
    const cosines = outcomes.map(({ embedding }, at) =>
      cosine(embedding, reference.photos[names[at] ?? ''] ?? []),
    )
    expect(Math.min(...cosines)).toBeGreaterThanOrEqual(0.995)
  })

  it.skipIf(!hasCaptioned)(
    `gives a query picture the same embedding as the photo (${needsShared})`,
    async () => {
      const path = join(captionedPhotos, Object.keys(reference.photos)[0] ?? '')
      const [photo, byPath, byBytes] = await Promise.all([
        indexed(pool, path),
        encoder.picture({ path }),
        encoder.picture({ bytes: readFileSync(path) }),
      ])
      expect(cosine(photo.embedding, byPath.embedding)).toBeGreaterThan(0.99999)
      expect(cosine(photo.embedding, byBytes.embedding)).toBeGreaterThan(0.99999)
    },
  )

  it('gives the reference embedding of each text', async () => {
    const texts = Object.entries(reference.texts)
    expect(texts).toHaveLength(8)
    for (const [text, expected] of texts) {
      const { embedding } = await encoder.words(text)
      expect(cosine(embedding, expected), text).toBeGreaterThanOrEqual(0.9999)
    }
  })
})
