import sharp from 'sharp'
import { expect, it } from 'vitest'
import { printDiskBench } from '../../src-main/hosts/cli/bench/disk/print-disk.ts'
import { rawFile } from '../../src-main/hosts/cli/bench/disk/raw-file.ts'
import type { DiskReport } from '../../src-main/hosts/cli/bench/disk/report.ts'
import { variantOf } from '../../src-main/hosts/cli/bench/disk/variants.ts'

const blank = sharp({ create: { width: 8, height: 6, channels: 3, background: '#204060' } })

it('makes other files of a picture without changing a pixel of it', async () => {
  for (const format of ['jpeg', 'png', 'tiff'] as const) {
    const picture = await blank.clone().toFormat(format).toBuffer()
    const pixels = await sharp(picture).raw().toBuffer()
    const [one, two] = [variantOf(picture, format, 1), variantOf(picture, format, 2)]
    expect(Buffer.compare(one, two), format).not.toBe(0)
    expect(await sharp(one).raw().toBuffer(), format).toEqual(pixels)
  }
})

it('makes a RAW file whose preview can be found by its directory', async () => {
  const preview = await blank.clone().jpeg().toBuffer()
  const raw = rawFile(preview, { width: 8, height: 6 }, { width: 20, height: 10 })
  const entries = raw.readUInt16LE(8)
  const directory = Array.from({ length: entries }, (_, n) => {
    const at = 10 + n * 12
    return [raw.readUInt16LE(at), raw.readUInt32LE(at + 8)] as const
  })
  const tags = new Map(directory)
  const at = tags.get(273) ?? 0
  expect(raw.subarray(at, at + (tags.get(279) ?? 0))).toEqual(preview)
  expect(raw.length).toBe(at + preview.length + 20 * 10 * 2)
})

it('prints goals beside what was reached, and why a format was left out', () => {
  const report: DiskReport = {
    machine: { cores: 2, processor: 'A processor', node: '24.0.0' },
    scan: {
      files: 100_000,
      tookMs: 12_000,
      firstMs: 15_000,
      filesPerSecond: 8_333.3,
      contentsRead: 3,
      goalMs: 10_000,
    },
    formats: [
      {
        name: 'JPEG',
        source: 'painted',
        photos: 48,
        failed: 0,
        reason: null,
        fileBytes: 5 * 2 ** 20,
        photosPerSecond: 30,
      },
      {
        name: 'HEIC',
        source: 'none is at hand',
        photos: 0,
        failed: 0,
        reason: null,
        fileBytes: 0,
        photosPerSecond: 0,
      },
      {
        name: 'RAW',
        source: 'made up',
        photos: 0,
        failed: 24,
        reason: 'No.',
        fileBytes: 9,
        photosPerSecond: 0,
      },
    ],
    fresh: { calls: 20, p50Ms: 1_500, p95Ms: 1_900, goalMs: 3_000 },
    storm: { files: 10_000, unpackMs: 900, searchableMs: 61_000, scans: 4 },
    moves: [{ name: 'within a root', files: 10_000, tookMs: 2_500, idsKept: 9_999, decoded: 1 }],
  }
  const text = printDiskBench(report).join('\n')
  expect(text).toContain('8,333 files/s (goal under 10.0 s: NOT reached)')
  expect(text).toContain('opened     3')
  expect(text).toContain('not measured: none is at hand')
  expect(text).toContain('none, 0 of 0 MB (made up); 24 unreadable: No.')
  expect(text).toContain('p95 1900 ms after its last write (20 photos) (goal at most 3000 ms: reached)')
  expect(text).toContain('9,999 kept their number, 1 decoded again')
})
