import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { photoPool } from '../helpers/photo-workers.ts'
import { paintPhoto } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('reread')
const photo = join(dir, 'IMG_20190512_143000.jpg')
const sidecar = join(dir, 'IMG_20190512_143000.xmp')
const pool = photoPool()

const rated = (stars: number) =>
  `<x:xmpmeta><rdf:RDF><rdf:Description xmp:Rating="${stars}"><dc:subject><rdf:Bag><rdf:li>dog</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`

beforeAll(async () => {
  await paintPhoto(join(dir, 'plain.jpg'), 1)
  const exif = { IFD0: { Model: 'EOS' } }
  await sharp(join(dir, 'plain.jpg')).withExif(exif).toFile(photo)
  writeFileSync(sidecar, rated(4))
})
afterAll(() => pool.stop())

describe('a photo with a sidecar', () => {
  it('has what the sidecar says, from the first reading on', async () => {
    const outcome = await pool.process(photo, { sidecar })
    expect(outcome).toMatchObject({
      kind: 'indexed',
      metadata: { fileRating: 4, keywords: ['dog'], camera: 'EOS', takenFrom: 'file-name' },
    })
  })

  it('has its metadata read again without its pixels', async () => {
    writeFileSync(sidecar, rated(2))
    const outcome = await pool.process(photo, { sidecar, want: 'metadata' })
    expect(outcome).toMatchObject({ kind: 'metadata', metadata: { fileRating: 2, camera: 'EOS' } })
    const hash = createHash('sha256').update(readFileSync(photo)).digest()
    expect(outcome.kind === 'metadata' && Buffer.compare(outcome.contentHash, hash)).toBe(0)
  })

  it('is read all the same when the sidecar has just gone, is a folder, or is 12 MB of nonsense', async () => {
    rmSync(sidecar)
    expect(await pool.process(photo, { sidecar })).toMatchObject({
      kind: 'indexed',
      metadata: { fileRating: null },
    })
    expect(await pool.process(photo, { sidecar: dir })).toMatchObject({ kind: 'indexed' })
    writeFileSync(sidecar, Buffer.alloc(12_000_000, '<rdf:RDF a="'))
    expect(await pool.process(photo, { sidecar })).toMatchObject({
      kind: 'indexed',
      metadata: { keywords: [] },
    })
  })
})
