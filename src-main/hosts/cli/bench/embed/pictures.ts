import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { startDiskHelper } from '../disk/helper.ts'

export interface PictureFiles {
  readonly paths: readonly string[]
  /** Small ones to start workers with. */
  readonly warmUps: readonly string[]
  readonly megapixels: number
  /** Of one, on average. */
  readonly fileBytes: number
}

/** Different scenes: the others are the same with other content hashes. */
const scenes = 4
const warmUps = 64

/** Paints JPEGs with 4:3 sides, `side` the longer one. */
export async function makePictures(dir: string, count: number, side: number): Promise<PictureFiles> {
  await mkdir(dir, { recursive: true })
  const helper = startDiskHelper()
  try {
    const unpack = async (name: string, longer: number, seed: number, many: number) => {
      const template = join(dir, `${name}.jpg`)
      await helper.do({ kind: 'paint', file: template, side: longer, format: 'jpeg', seed })
      const into = {
        dir: join(dir, name),
        extension: 'jpg',
        first: 0,
        count: many,
        perFolder: Math.max(1, many),
      }
      await helper.do({ kind: 'unpack', template, format: 'jpeg', ...into })
      return filesIn(into.dir)
    }
    const all: string[][] = []
    for (let scene = 0; scene < scenes; scene += 1) {
      const many = Math.ceil((count - scene) / scenes)
      if (many > 0) all.push(await unpack(`scene-${scene}`, side, scene, many))
    }
    // Scene after scene in turn, so that any part of them is like the whole.
    const paths = Array.from({ length: count }, (_, n) => all[n % scenes]?.[Math.floor(n / scenes)] ?? '')
    const sizes = await Promise.all(paths.slice(0, scenes).map(async (path) => (await stat(path)).size))
    return {
      paths,
      warmUps: await unpack('warm-up', Math.min(side, 640), scenes, warmUps),
      megapixels: (side * Math.round(side * 0.75)) / 1e6,
      fileBytes: Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length),
    }
  } finally {
    helper.stop()
  }
}

async function filesIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
