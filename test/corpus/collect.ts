import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isPictureName } from '../../src-main/engine/images/formats.ts'
import { sharedData } from '../helpers/photos.ts'

export const corpora = ['hostile', 'camera', 'near-duplicates']

/** Copies every file of the corpora into `root`; one that bears no picture's name gets one. Gives the paths below it. */
export function collectCorpora(root: string): string[] {
  return corpora.flatMap((corpus) =>
    readdirSync(join(sharedData, corpus), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const source = join(entry.parentPath, entry.name)
        const target = pictureName(source.slice(sharedData.length + 1).replaceAll('\\', '/'))
        mkdirSync(join(root, dirname(target)), { recursive: true })
        copyFileSync(source, join(root, target))
        return target
      }),
  )
}

/** Fuzzers name their files by numbers: the extension says JPEG, and only the content can tell. */
function pictureName(path: string): string {
  // A dot file would not be taken.
  const shown = join(dirname(path), basename(path).replace(/^\./, '_')).replaceAll('\\', '/')
  return isPictureName(shown) ? shown : `${shown}.jpg`
}
