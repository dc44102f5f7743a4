// Entry of a process that paints pictures and fills folders for the disk benchmark, beside the engine under test.
import { closeSync, futimesSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { toPlainError } from '../../../../../src-preload/contract/index.ts'
import { connectWorkerPort } from '../../../../engine/worker-port.ts'
import { paint } from './paint.ts'
import { rawFile } from './raw-file.ts'
import { variantOf } from './variants.ts'

const order = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('paint'),
    file: z.string(),
    side: z.int().positive(),
    format: z.enum(['jpeg', 'png', 'raw']),
    seed: z.int(),
  }),
  /** `count` files of the same picture, each with content of its own, spread over folders. */
  z.object({
    kind: z.literal('unpack'),
    template: z.string(),
    format: z.enum(['jpeg', 'png', 'heif', 'tiff']),
    dir: z.string(),
    extension: z.string(),
    first: z.int(),
    count: z.int(),
    perFolder: z.int().positive(),
  }),
  /** Tiny files that nobody should open, last read long ago. */
  z.object({
    kind: z.literal('plain'),
    dir: z.string(),
    count: z.int(),
    perFolder: z.int().positive(),
    readAtMs: z.number(),
  }),
])

export type DiskOrder = z.infer<typeof order>

const port = connectWorkerPort()

port.onMessage((message) => {
  carryOut(order.parse(message)).then(
    () => port.post({ kind: 'done' }),
    (error: unknown) => port.post({ kind: 'failed', error: toPlainError(error) }),
  )
})

async function carryOut(given: DiskOrder): Promise<void> {
  if (given.kind === 'paint') return writeFileSync(given.file, await painted(given))
  if (given.kind === 'unpack') {
    const template = readFileSync(given.template)
    return eachFile(given, (path, n) =>
      writeFileSync(`${path}.${given.extension}`, variantOf(template, given.format, given.first + n)),
    )
  }
  const writtenAt = new Date(Date.now() - 3_600_000)
  eachFile(given, (path, n) => {
    const file = openSync(`${path}.jpg`, 'w')
    writeFileSync(file, `not a picture, and never read: ${n}`)
    futimesSync(file, new Date(given.readAtMs), writtenAt)
    closeSync(file)
  })
}

async function painted({ side, format, seed }: Extract<DiskOrder, { kind: 'paint' }>): Promise<Buffer> {
  if (format !== 'raw') return paint(side, format, seed)
  const preview = { width: 1_616, height: 1_212 }
  return rawFile(await paint(preview.width, 'jpeg', seed), preview, {
    width: side,
    height: Math.round(side * 0.75),
  })
}

function eachFile(
  { dir, count, perFolder }: { dir: string; count: number; perFolder: number },
  write: (path: string, n: number) => void,
): void {
  for (let n = 0; n < count; n += 1) {
    const folder = join(dir, `folder-${String(Math.floor(n / perFolder)).padStart(5, '0')}`)
    if (n % perFolder === 0) mkdirSync(folder, { recursive: true })
    write(join(folder, `IMG_${String(n).padStart(6, '0')}`), n)
  }
}
