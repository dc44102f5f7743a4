import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { needsShared, sharedData } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'
import { collectCorpora, corpora } from './collect.ts'
import { runCorpus, timeFormats, type CorpusRun } from './run-corpus.ts'
import { corpusTable } from './table.ts'

const isThere = corpora.every((corpus) => existsSync(join(sharedData, corpus)))
if (!isThere) console.log(`The test corpora are not here (${sharedData}), so nothing of them is tried.`)

/** Pictures that no free decoder reads: two of a conformance suite, a RAW file cut down to its first kilobytes. */
const knownUnread = ['camera/heic/C021.heic', 'camera/heic/C044.heic', 'camera/raw/CanonRaw.cr2']
/** A TIFF that does not say what its numbers mean. */
const nameless = ['hostile/good/pillow__10ct_32bit_128.tiff']
/** Copied from names that a library does not take: the portable maps of Unix. */
const portableMap = /\.p[bgp]m\.jpg$/

describe.skipIf(!isThere)(`every file of the test corpora (${needsShared})`, () => {
  const dir = tempDir('corpus')
  let paths: string[]
  let run: CorpusRun

  beforeAll(async () => {
    paths = collectCorpora(join(dir, 'photos'))
    run = await runCorpus(join(dir, 'photos'), join(dir, 'data'))
    console.log(corpusTable(run.rows, await timeFormats(join(dir, 'photos'), run.rows)))
    console.log(
      `${run.rows.length} files in ${(run.tookMs / 1000).toFixed(1)} s, ${run.workers} photo workers started`,
    )
  }, 240_000)

  const unread = (start: string) =>
    run.rows
      .filter(({ path, status }) => path.startsWith(start) && status !== 'indexed')
      .map(({ path }) => path)

  const written = (path: string) => {
    const { title, keywords, offset } = run.rows.find((row) => row.path === path) ?? {}
    return { title, keywords: JSON.parse(keywords ?? '[]') as unknown, offset }
  }

  it('is indexed, or failed with a sentence', () => {
    expect(run.rows.map(({ path }) => path).toSorted()).toEqual(paths.toSorted())
    expect(run.rows.filter(({ status }) => status === 'pending')).toEqual([])
    for (const { path, status, reason } of run.rows) {
      if (status === 'failed') expect(reason, path).toMatch(/^[A-Z].{8,200}\.$/)
      else expect(reason, path).toBeNull()
    }
  })

  it('that a good decoder opens is indexed', () => {
    expect(unread('hostile/good/')).toEqual(nameless)
  })

  it('that a camera made is indexed, but for those that nobody reads', () => {
    expect(unread('camera/')).toEqual(knownUnread)
  })

  it('that is a copy of a photo in another format, size or position is indexed', () => {
    expect(unread('near-duplicates/base_images/')).toEqual([])
    expect(unread('near-duplicates/mixed').filter((path) => !path.includes('corrupt'))).toEqual([])
    expect(unread('near-duplicates/formats_images/').filter((path) => !portableMap.test(path))).toEqual([])
  })

  it('that bears the model of its camera in its name was made by that camera', () => {
    const models = run.rows.flatMap(({ path, camera }) => {
      const model = /camera\/exif\/[A-Z].*?_([A-Za-z-]*\d\w*?)[_.]/.exec(path)?.[1]
      // One was saved by a program that kept nothing of the camera.
      return model === undefined || path.includes('photoshop')
        ? []
        : { path, model: letters(model), camera: letters(camera ?? '') }
    })
    expect(models.length).toBeGreaterThan(8)
    expect(models.filter(({ model, camera }) => !camera.includes(model))).toEqual([])
  })

  it('has what others are known to have written into it', () => {
    expect(written('camera/exif/BlueSquare.jpg')).toEqual({
      title: 'Blue Square Test File - .jpg',
      keywords: ['XMP', 'Blue Square', 'test file', 'Photoshop', '.jpg'],
      offset: null,
    })
    expect(written('hostile/good/image-rs__images__jpg__iptc.jpg')).toMatchObject({
      keywords: ['HvK', '2006', 'summer', 'July', 'holiday', 'Hungary', 'Budapest'],
    })
    expect(written('camera/exif/image00971.jpg')).toMatchObject({ offset: 120 })
    expect(written('camera/heic/IMG_5195.HEIC')).toMatchObject({ offset: -300 })
  })

  it('has few reasons for not being read, so that they make groups', () => {
    const reasons = new Set(run.rows.flatMap(({ reason }) => reason ?? []))
    expect(reasons.size).toBeLessThan(30)
  })
})

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}
