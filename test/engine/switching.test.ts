import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { indexFiles } from '../../src-main/engine/vectors/stamp.ts'
import { answering, modelsOf, searchWords, spaceNamed, switchingLibrary } from '../helpers/switching.ts'

it('a switch reads all photos for the new model, which answers from then on and after a restart', async () => {
  const { dataDir, open } = await switchingLibrary(5)
  const engine = await open()
  const before = await searchWords(engine)
  expect(await modelsOf(engine)).toMatchObject({ active: 'starter', next: null, switching: null })
  await engine.handlers['models.use']({ id: 'tiny' })
  await answering(engine, 'tiny')
  expect((await modelsOf(engine)).kept).toMatchObject({ starter: 5, tiny: 5 })
  const after = await searchWords(engine)
  expect(after.photos.ids.toSorted()).toEqual(before.photos.ids.toSorted())
  expect(after.scores).not.toEqual(before.scores)
  expect((await engine.doctor({ repair: false })).findings.filter(({ ok }) => !ok)).toEqual([])
  await engine.stop()

  const again = await open()
  expect(await modelsOf(again)).toMatchObject({ active: 'tiny', next: null })
  expect(await searchWords(again)).toMatchObject({ photos: after.photos, scores: after.scores })
  expect(await again.indexOnce()).toMatchObject({ indexed: 0, skipped: 5 })
  const takenBytes = async () =>
    (await modelsOf(again)).models.find(({ id }) => id === 'tiny')?.embeddings.sizeBytes ?? 0
  const withoutIndexBytes = await takenBytes()
  mkdirSync(join(dataDir, 'vectors'), { recursive: true })
  writeFileSync(indexFiles(join(dataDir, 'vectors'), spaceNamed('tiny')).index, Buffer.alloc(1_000))
  expect(await takenBytes()).toBe(withoutIndexBytes + 1_000)
  await again.stop()
})
