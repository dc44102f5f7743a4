import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert, asyncProperty, constantFrom, uint8Array } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readIptc } from '../../src-main/engine/images/metadata/iptc.ts'
import { readMetadata } from '../../src-main/engine/images/metadata/read-metadata.ts'
import { notesOf } from '../../src-main/engine/images/notes-of.ts'
import { embeddedJpegs } from '../../src-main/engine/images/raw/embedded-jpegs.ts'
import { readTiff } from '../../src-main/engine/images/raw/tiff-reader.ts'
import { cornered, rawFile, rewritten } from '../helpers/odd-pictures.ts'
import { photoPool } from '../helpers/photo-workers.ts'
import { sharedData } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('mutated')
const pool = photoPool({ workers: 2 })
const originals = new Map<string, Buffer>()

beforeAll(async () => {
  const png = await cornered(200, 120).png().toBuffer()
  for (const format of ['bmp', 'jxl', 'jp2', 'psd'] as const)
    originals.set(format, await rewritten(png, format))
  const previews = [await cornered(600, 400).jpeg().toBuffer()]
  originals.set('nef', rawFile({ orientation: 6, width: 3000, height: 2000, previews }))
  const heic = join(sharedData, 'camera/heic/MIAF003.heic')
  if (existsSync(heic)) originals.set('heic', readFileSync(heic))
})
afterAll(() => pool.stop())

/** A number between 0 and 1 that follows from the one before (a linear congruence), so that a failure comes again. */
function dice(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
}

/** Some bytes of the header or of anywhere replaced, and sometimes the end cut off. */
function mutated(original: Buffer, seed: number): Buffer {
  const roll = dice(seed)
  const bytes = Buffer.from(original)
  const reach = roll() < 0.6 ? Math.min(400, bytes.length) : bytes.length
  for (let change = 0; change <= roll() * 8; change++) {
    bytes[Math.floor(roll() * reach)] = [0, 0xff, 0x7f, Math.floor(roll() * 256)][Math.floor(roll() * 4)] ?? 0
  }
  return roll() < 0.2 ? bytes.subarray(0, Math.floor(roll() * bytes.length)) : bytes
}

describe('pictures with bytes changed at random', () => {
  it('are shown or refused with a sentence, format by format', async () => {
    for (const [extension, original] of originals) {
      const paths = Array.from({ length: 25 }, (_, seed) => {
        const path = join(dir, `${seed}.${extension}`)
        writeFileSync(path, mutated(original, seed + 1))
        return path
      })
      const outcomes = await Promise.all(paths.map((path) => pool.process(path)))
      for (const [at, outcome] of outcomes.entries()) {
        expect(['indexed', 'failed'], paths[at]).toContain(outcome.kind)
        if (outcome.kind === 'failed') expect(outcome.reason, paths[at]).toMatch(/^[A-Z].{8,200}\.$/)
      }
    }
  }, 60_000)
})

describe('readers of what is written in pictures', () => {
  it('stand any bytes', async () => {
    const bytes = uint8Array({ minLength: 0, maxLength: 400 })
    const heads = constantFrom(
      '',
      'II*\0\x08\0\0\0',
      'MM\0*\0\0\0\x08',
      '8BPS\0\x01',
      '\0\0\0\x0cJXL ',
      '\0MRM',
      'FUJIFILMCCD-RAW',
      '\x1c\x02\x05',
      '\0\0\0\x18ftypcrx ',
    )
    await assert(
      asyncProperty(heads, bytes, async (head, rest) => {
        const file = new Uint8Array(Buffer.concat([Buffer.from(head, 'latin1'), rest]))
        embeddedJpegs(file)
        readTiff(file)
        readIptc(file)
        for (const format of ['jxl', 'jp2', 'psd'] as const) {
          await notesOf(file, { kind: 'convert', format })
        }
        await notesOf(file, { kind: 'raw' })
        await readMetadata({ notes: { exif: file, xmp: file, iptc: file }, sidecar: file, fileName: head })
      }),
      { numRuns: 300 },
    )
  })
})
