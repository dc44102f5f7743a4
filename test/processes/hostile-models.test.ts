import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTrial } from '../../src-main/engine/embed/trials/run-trial.ts'
import { spawnNodeWorker } from '../../src-main/hosts/shared/node-workers.ts'
import { tempDir } from '../helpers/temp.ts'
import { writeTinyModel } from '../helpers/tiny-model.ts'

/** One field of a protocol buffer: a number, or bytes with their length before them. */
function field(id: number, value: number | Buffer): Buffer {
  const key = varint((id << 3) | (typeof value === 'number' ? 0 : 2))
  return typeof value === 'number'
    ? Buffer.concat([key, varint(value)])
    : Buffer.concat([key, varint(value.length), value])
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return Buffer.from([...bytes, rest])
}

const text = (value: string) => Buffer.from(value)

/** Weights of a graph that lie in another file: what is appended to a message is merged into it. */
function weightsIn(location: string): Buffer {
  const entry = field(13, Buffer.concat([field(1, text('location')), field(2, text(location))]))
  const tensor = [field(1, 4), field(2, 1), field(8, text('elsewhere')), entry, field(14, 1)]
  const graph = [field(5, Buffer.concat(tensor)), field(1, nodeOf('elsewhere'))]
  return field(7, Buffer.concat(graph))
}

const nodeOf = (input: string) =>
  Buffer.concat([field(1, text(input)), field(2, text(`of_${input}`)), field(4, text('Identity'))])

const tried = (dir: string) =>
  runTrial(() => spawnNodeWorker('model'), { kind: 'try', modelDir: dir }, { timeoutMs: 60_000 })

describe('a model file', () => {
  it.each(['../secret', '/etc/passwd', '..\\secret', './../secret', 'a/../../secret'])(
    'whose weights are to be read from outside its folder is refused: %s',
    async (location) => {
      const dir = join(tempDir('hostile-model'), 'model')
      writeTinyModel(dir)
      writeFileSync(join(dir, '..', 'secret'), Buffer.alloc(16, 65))
      for (const file of ['text.onnx', 'vision.onnx']) {
        const before = readFileSync(join(dir, file))
        appendFileSync(join(dir, file), weightsIn(location))
        await expect(tried(dir)).rejects.toMatchObject({ code: 'model-refused' })
        writeFileSync(join(dir, file), before)
      }
      await expect(tried(dir)).resolves.toMatchObject({ kind: 'try' })
    },
    60_000,
  )

  it('may have its weights in a file beside it', async () => {
    const dir = tempDir('hostile-model')
    writeTinyModel(dir)
    writeFileSync(join(dir, 'beside.bin'), Buffer.alloc(16, 65))
    appendFileSync(join(dir, 'vision.onnx'), weightsIn('beside.bin'))
    await expect(tried(dir)).resolves.toMatchObject({ kind: 'try' })
  }, 60_000)

  it('with a name of a million characters is refused in a sentence that can be read', async () => {
    const dir = tempDir('hostile-model')
    writeTinyModel(dir, {}, (manifest) => ({
      ...manifest,
      text: { ...manifest.text, input: '.'.repeat(300_000) },
    }))
    const refused = (await tried(dir).catch((error: unknown) => error)) as Error
    expect(refused).toMatchObject({ code: 'model-refused' })
    expect(refused.message.length).toBeLessThan(2_000)
  }, 60_000)
})
