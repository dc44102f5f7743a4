import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import type { OnnxGraph } from '../../src-main/engine/embed/onnx/write-model.ts'
import { writeModel } from '../../src-main/engine/embed/onnx/write-model.ts'
import { miniature } from '../../src-main/hosts/cli/bench/towers/shapes.ts'
import { visionTower } from '../../src-main/hosts/cli/bench/towers/vision-tower.ts'
import { writeTowers } from '../../src-main/hosts/cli/bench/towers/write-towers.ts'
import { runCli } from '../helpers/cli.ts'
import { projectRoot } from '../helpers/imports.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('models-check')
const photosDir = join(dir, 'photos')
const modelsDir = join(dir, 'data', 'models')
const photos = 12

const check = (...args: string[]) =>
  runCli(['--data', join(dir, 'data'), '--json', 'models', 'check', ...args, '--folder', photosDir])

beforeAll(async () => {
  mkdirSync(modelsDir, { recursive: true })
  await paintPhotos(photosDir, photos)
  writeFileSync(join(photosDir, 'letter.jpg'), 'no picture at all')
  cpSync(join(projectRoot, 'models/starter'), join(modelsDir, 'starter-again'), { recursive: true })
  change(join(modelsDir, 'starter-again'), { id: 'starter-again' })
  await writeTowers(join(modelsDir, 'whole'), { id: 'whole', shape: miniature, precision: 'float32' })
  await writeTowers(join(modelsDir, 'small'), { id: 'small', shape: miniature, precision: 'int8' })
  const spoiled = join(modelsDir, 'spoiled')
  cpSync(join(modelsDir, 'small'), spoiled, { recursive: true })
  writeFileSync(join(spoiled, 'vision.onnx'), writeModel(withWrongScales(visionTower(miniature, 'uint8', 1))))
  change(spoiled, { id: 'spoiled', files: [] })
})

it('finds a model and its copy the same in every figure', async () => {
  const run = await check('starter-again', '--against', 'starter')
  expect(run.json()).toMatchObject({
    model: 'starter-again',
    against: 'starter',
    photos,
    unreadable: 1,
    missing: [],
    agrees: true,
    ranking: { neighbours: 5, share: 1 },
  })
  const { images, texts } = run.json() as { images: { least: number }; texts: { least: number } }
  expect(images.least).toBeGreaterThan(0.9999)
  expect(texts.least).toBeGreaterThan(0.9999)
  expect(run.code).toBe(0)
})

it('compares a quantized model with its original when no other is named', async () => {
  const run = await check('small')
  expect(run.json()).toMatchObject({ model: 'small', against: 'whole', photos, agrees: true })
  expect(run.code).toBe(0)
})

it('refuses a quantized tower whose scales are wrong, and names the photos it is worst at', async () => {
  const run = await check('spoiled')
  expect(run.code).toBe(1)
  const found = run.json() as { images: { median: number }; worst: { path: string; cosine: number }[] }
  expect(found).toMatchObject({
    against: 'whole',
    agrees: false,
    texts: { least: expect.any(Number) as number },
  })
  expect(found.worst).toHaveLength(5)
  expect(found.worst[0]?.path.startsWith(photosDir)).toBe(true)
  const cosines = found.worst.map(({ cosine }) => cosine)
  expect(cosines).toEqual(cosines.toSorted((a, b) => a - b))
})

it('says in one sentence why two models cannot be compared, or that the original is not here', async () => {
  const different = await check('small', '--against', 'starter')
  expect(different.json()).toEqual({
    error: {
      code: 'bad-arguments',
      message: 'small and starter cannot be compared: their embeddings have 32 and 384 numbers.',
    },
  })
  const alone = await check('whole')
  expect(alone.json()).toMatchObject({ error: { code: 'not-found' } })
  expect((await check('nonsense')).json()).toMatchObject({ error: { code: 'not-found' } })
})

it('compares on the photos of the library when no folder is named', async () => {
  const data = join(dir, 'data')
  await runCli(['--data', data, 'add', photosDir])
  await runCli(['--data', data, 'index'])
  const run = await runCli(['--data', data, 'models', 'check', 'small', '--limit', '7'])
  expect(run.stdout).toContain('small against whole, 7 photos')
  expect(run.stdout).toContain('They agree: small can be used instead of whole.')
  expect(run.code).toBe(0)
})

/** Another model.json in a folder, with these fields. */
function change(modelDir: string, fields: object): void {
  const file = join(modelDir, 'model.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, JSON.stringify({ ...manifest, ...fields }))
}

/** As a tool would that mixes up the columns: each scale is its neighbour's, and every third one is ten times too large. */
function withWrongScales(graph: OnnxGraph): OnnxGraph {
  const initializers = graph.initializers.map((one) => {
    const { data, dims } = one
    const isScales =
      data instanceof Float32Array && dims.length === 1 && data.every((value) => value > 0 && value < 0.9)
    return isScales
      ? { ...one, data: data.map((_, at) => (data.at(at - 1) ?? 0) * (at % 3 === 0 ? 10 : 1)) }
      : one
  })
  return { ...graph, initializers }
}
