import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  createQueryEncoder,
  type QueryEncoder,
  type QueryEncoderOptions,
} from '../../src-main/engine/embed/queries/query-encoder.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { starterModel } from '../helpers/models.ts'
import { cosine } from '../helpers/photo-workers.ts'
import { cornered, rawFile, redCorner } from '../helpers/odd-pictures.ts'
import { needsShared, paintPhoto, sharedData } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('query-encoder')
const photo = join(dir, 'photo.jpg')
const heic = join(sharedData, 'camera/heic/IMG_5195.HEIC')
beforeAll(() => paintPhoto(photo, 2, 900))

/** An encoder that stops with its test. */
function encoder(options: Partial<QueryEncoderOptions> = {}): QueryEncoder {
  const made = start(options)
  onTestFinished(() => made.stop())
  return made
}

function start(options: Partial<QueryEncoderOptions> = {}): QueryEncoder {
  const spawn = spawnNodeWorker.bind(null, 'query')
  return createQueryEncoder({ spawn, modelDir: starterModel, log: () => undefined, ...options })
}

const asked = start()
afterAll(() => asked.stop())

const pathIn = (message: unknown) => (message as { task?: { path?: string } }).task?.path
const refusal = (code: string) => expect.objectContaining({ code })

describe('a query encoder', () => {
  it('encodes words, and names those that the model does not know', async () => {
    const dogs = await asked.words('two dogs on a 猫 beach')
    expect(dogs.unknownWords).toEqual(['猫'])
    const [dog, puppy, kitchen] = await Promise.all(
      ['dog', 'dogs', 'kitchen'].map((text) => asked.words(text)),
    )
    expect(cosine(dog?.embedding ?? [], dog?.embedding ?? [])).toBeCloseTo(1, 5)
    const near = cosine(dog?.embedding ?? [], puppy?.embedding ?? [])
    expect(near).toBeGreaterThan(cosine(dog?.embedding ?? [], kitchen?.embedding ?? []))
    expect((await asked.words('')).embedding).toHaveLength(384)
  })

  it('encodes a picture with a preview, and renders it for a browser', async () => {
    const tiff = join(dir, 'photo.tiff')
    await sharp(photo).tiff().toFile(tiff)
    const [byPath, byBytes, rendered] = await Promise.all([
      asked.picture({ path: photo }),
      asked.picture({ bytes: readFileSync(photo) }),
      asked.render(tiff, 500),
    ])
    expect(byPath.embedding).toEqual(byBytes.embedding)
    expect(await sharp(byPath.preview).metadata()).toMatchObject({ format: 'webp', width: 320 })
    expect(rendered.mime).toBe('image/webp')
    expect(await sharp(rendered.bytes).metadata()).toMatchObject({ format: 'webp', width: 500 })
  })

  it('renders the preview of a RAW file as large as it is, upright, and finds by it', async () => {
    const raw = join(dir, 'photo.nef')
    const previews = [await cornered(1800, 1200).jpeg().toBuffer()]
    writeFileSync(raw, rawFile({ orientation: 6, width: 6000, height: 4000, previews }))
    const rendered = await asked.render(raw, 4096)
    expect(rendered.mime).toBe('image/jpeg')
    expect(await sharp(rendered.bytes).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1200,
      height: 1800,
    })
    expect(await redCorner(rendered.bytes)).toBe('top right')
    expect((await asked.picture({ bytes: readFileSync(raw) })).embedding).toHaveLength(384)
  })

  it.skipIf(!existsSync(heic))(`answers words while it renders a HEIC (${needsShared})`, async () => {
    const order: string[] = []
    const rendering = asked.render(heic, 4096).then((rendered) => {
      order.push('picture')
      return rendered
    })
    await asked.words('a violet flower').then(() => order.push('words'))
    expect(await sharp((await rendering).bytes).metadata()).toMatchObject({ width: 2566, height: 3313 })
    expect(order).toEqual(['words', 'picture'])
  })

  it('says what is wrong with a picture', async () => {
    writeFileSync(join(dir, 'notes.jpg'), 'Dear diary')
    await expect(asked.picture({ path: join(dir, 'notes.jpg') })).rejects.toThrow(
      refusal('picture-unreadable'),
    )
    await expect(asked.picture({ bytes: Buffer.of() })).rejects.toThrow(refusal('picture-unreadable'))
    await expect(asked.picture({ path: join(dir, 'gone.jpg') })).rejects.toThrow(refusal('file-gone'))
    await expect(asked.render(join(dir, 'gone.tiff'), 100)).rejects.toThrow(refusal('file-gone'))
  })

  it('is back after its process was killed, and asks the words again that were under way', async () => {
    const started = encoder()
    await started.words('dog')
    const pid = started.workerPid()
    expect(pid).toBeTypeOf('number')
    // Held up first, so that the words cannot be answered before it dies.
    process.kill(pid ?? 0, 'SIGSTOP')
    const underWay = started.words('cat')
    process.kill(pid ?? 0, 'SIGKILL')
    expect((await underWay).embedding).toHaveLength(384)
    expect(started.workerPid()).not.toBe(pid)
  })

  it('blames no picture for the death of its process before it has been tried once more', async () => {
    const started = encoder()
    const renders = Array.from({ length: 4 }, () => started.render(photo, 100))
    await started.words('dog')
    const rest = [started.render(photo, 100), started.picture({ path: photo })]
    process.kill(started.workerPid() ?? 0, 'SIGKILL')
    for (const { bytes } of await Promise.all(renders)) expect(bytes.length).toBeGreaterThan(100)
    expect(await Promise.all(rest)).toHaveLength(2)
  })

  it('gives up the picture that takes its process down twice, and no other', async () => {
    const started = encoder({
      spawn: () => {
        const worker = spawnNodeWorker('query')
        const post = (message: unknown) => {
          // Not posted as well: on a busy machine it could be answered before the process is gone.
          if (pathIn(message)?.includes('deadly')) worker.kill()
          else worker.post(message)
        }
        return { ...worker, post }
      },
    })
    const good = [started.render(photo, 100), started.render(photo, 200)]
    const deadly = started.render(join(dir, 'deadly.jpg'), 100)
    const other = started.render(join(dir, 'deadly too.jpg'), 100)
    await expect(deadly).rejects.toThrow(refusal('picture-unreadable'))
    await expect(other).rejects.toThrow(refusal('picture-unreadable'))
    expect(await Promise.all(good)).toHaveLength(2)
    expect((await started.words('dog')).embedding).toHaveLength(384)
  })

  it('says where the model belongs, and works as soon as it is there', async () => {
    const modelDir = join(dir, 'later')
    const started = encoder({ modelDir })
    await expect(started.words('dog')).rejects.toThrow(
      expect.objectContaining({ code: 'model-missing', message: expect.stringContaining(modelDir) }),
    )
    cpSync(starterModel, modelDir, { recursive: true })
    expect((await started.words('dog')).unknownWords).toEqual([])
  })

  it('says that a model file is broken', async () => {
    const modelDir = join(dir, 'broken')
    cpSync(starterModel, modelDir, { recursive: true })
    writeFileSync(join(modelDir, 'text.onnx'), 'not a model')
    await expect(encoder({ modelDir }).words('dog')).rejects.toThrow(refusal('model-broken'))
  })

  it('settles everything when it stops', async () => {
    const started = encoder()
    const underWay = started.words('dog').catch((error: unknown) => error)
    await started.stop()
    expect(await underWay).toEqual(refusal('engine-down'))
    await expect(started.words('dog')).rejects.toThrow(refusal('engine-down'))
  })
})
