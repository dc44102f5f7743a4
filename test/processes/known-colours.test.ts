import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { knownPictures, type KnownPicture } from '../helpers/pictures/known-pictures.ts'
import { tempDir } from '../helpers/temp.ts'
import { writeTinyModel } from '../helpers/tiny-model.ts'

const dir = tempDir('colours')
const script = join(import.meta.dirname, '../fixtures/decode-quarters.ts')
const ends = ['pixels', 'input', 'thumbnail'] as const

type Quarters = readonly (readonly number[])[]
interface Seen {
  readonly decoderKind: string
  readonly pictures: readonly (Record<(typeof ends)[number], Quarters> & {
    readonly size: readonly number[]
  })[]
}

const pictures = await knownPictures()
const paths = pictures.map((_, at) => join(dir, `${at}.picture`))

/** Decodes all of them in a process of its own, which has one decoder. */
async function see(decoder: 'native' | 'wasm'): Promise<Seen> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, join(dir, 'model'), ...paths], {
    env: { ...process.env, SIGHTLINE_DECODER: decoder },
  })
  return JSON.parse(stdout) as Seen
}

/** Where a quarter's colour is further off than it may be. */
function wrong({ quarters, tolerance = 2 }: KnownPicture, found: Quarters, slack: number): string[] {
  return quarters.flatMap((colour, at) => {
    const seen = found[at] ?? []
    const off = Math.max(...colour.map((value, channel) => Math.abs(value - (seen[channel] ?? Number.NaN))))
    return off <= tolerance + slack ? [] : [`quarter ${at}: ${seen.join(' ')} instead of ${colour.join(' ')}`]
  })
}

beforeAll(() => {
  mkdirSync(dir, { recursive: true })
  writeTinyModel(join(dir, 'model'))
  pictures.forEach(({ bytes }, at) => writeFileSync(paths[at] ?? '', bytes))
})

describe.each(['native', 'wasm'] as const)('pictures of known colours, by the %s decoder', (decoder) => {
  let seen: Seen
  beforeAll(async () => {
    seen = await see(decoder)
  })

  it('is the decoder that was asked for', () => {
    expect(seen.decoderKind).toBe(decoder)
    expect(seen.pictures).toHaveLength(pictures.length)
  })

  it.each(pictures.map((picture, at) => ({ ...picture, at })))('show them: $name', (picture) => {
    const found = seen.pictures[picture.at]
    for (const end of ends) {
      // Thumbnails are lossy; resizing touches the neighbours of an edge.
      const slack = end === 'thumbnail' ? 5 : end === 'input' ? 2 : 0
      expect(wrong(picture, found?.[end] ?? [], slack), end).toEqual([])
    }
  })

  it('are as wide and high as they are seen', () => {
    const sizes = pictures.flatMap(({ name }, at) =>
      /^orientation \d$/.test(name) ? [seen.pictures[at]?.size.join(' x ')] : [],
    )
    expect(sizes.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => '48 x 32'))
    expect(sizes.slice(4)).toEqual(Array.from({ length: 4 }, () => '32 x 48'))
  })
})
