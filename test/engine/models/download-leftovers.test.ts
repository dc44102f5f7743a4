import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { downloading } from '../../helpers/downloading.ts'

test('a download that ended while its files were being named is finished without asking for them again', async () => {
  const { downloads, manifest, hub, folder, files, isWhole } = await downloading()
  const staged = join(folder, '.partial', 'small')
  mkdirSync(staged, { recursive: true })
  writeFileSync(join(staged, 'vision.onnx'), files['vision.onnx'] ?? '')
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  expect(hub.visits).toEqual(['tokenizer.json 0', 'text.onnx 0'])
})

test('what is left of another version is deleted, not continued', async () => {
  const { downloads, manifest, hub, folder, isWhole } = await downloading()
  const staged = join(folder, '.partial', 'small')
  mkdirSync(staged, { recursive: true })
  writeFileSync(join(staged, 'vision.onnx.0123456789abcdef.part'), Buffer.alloc(100_000))
  writeFileSync(join(staged, 'old.onnx'), 'of a file that there is no more')
  hub.behave((visit) => {
    if (visit.bytes.length === 3_000) {
      expect(readdirSync(staged).filter((name) => !name.startsWith('tokenizer'))).toEqual([])
    }
    visit.serve()
  })
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
  expect(hub.visits.at(-1)).toBe('vision.onnx 0')
})

test('a part that is longer than its file is begun anew', async () => {
  const { downloads, manifest, folder, isWhole } = await downloading()
  const staged = join(folder, '.partial', 'small')
  mkdirSync(staged, { recursive: true })
  const hash = manifest.files[0]?.sha256.slice(0, 16) ?? ''
  writeFileSync(join(staged, `vision.onnx.${hash}.part`), Buffer.alloc(300_001))
  await downloads.get(manifest)
  expect(isWhole()).toBe(true)
})

test('a model that is here and whole is not fetched again', async () => {
  const { downloads, others, manifest, hub, folder } = await downloading()
  await downloads.get(manifest)
  await others().get(manifest)
  expect(hub.visits).toHaveLength(3)
  expect(existsSync(join(folder, '.partial', 'small'))).toBe(false)
})

test('a stop ends what runs, and nothing is written afterwards', async () => {
  const { downloads, manifest, hub, folder } = await downloading()
  hub.behave(({ response, bytes }) => {
    response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 1_000))
  })
  const ended = downloads.get(manifest).catch((error: unknown) => error)
  await new Promise<void>((resolve) => {
    const look = () => (hub.visits.length > 0 ? resolve() : setImmediate(look))
    look()
  })
  await downloads.stop()
  expect(await ended).toBeInstanceOf(Error)
  expect(downloads.progress('small')).toBeNull()
  expect(existsSync(join(folder, 'small'))).toBe(false)
})
