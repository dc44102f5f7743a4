import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { joinPath } from '../../catalog/paths.ts'
import { ancestors, below, nameOf, parentOf } from '../scan/relative.ts'
import { isIgnoredFolder } from './built-in.ts'
import { longestRulesBytes, parsePatterns, type Patterns } from './patterns.ts'

export const noMediaName = '.nomedia'
export const rulesFileName = '.sightlineignore'

/** Whether a file of this name decides about others. */
export function isRulesFile(name: string): boolean {
  return name === noMediaName || name === rulesFileName
}

/** What is left out of one root. Knows the rule files of the folders that were looked into. */
export interface RootRules {
  /** Reads the rule files of a folder, given which of them its listing names. True: all of the folder is left out. */
  enter(folder: string, names: { readonly noMedia: boolean; readonly rulesFile: boolean }): Promise<boolean>
  /** Reads those of all folders above, where they are not known yet. True: the folder itself lies in a left out one. */
  enterAbove(folder: string): Promise<boolean>
  /** About a folder or a file in a folder that is not left out itself. */
  leavesOutFolder(folder: string): boolean
  leavesOutFile(relativePath: string): boolean
  /** About any path, by all the folders above it. */
  leavesOut(relativePath: string, isFile: boolean): boolean
}

/** What all rule files of a root may say together: 1 MB, which is thousands of them. Those beyond say nothing. */
const mostRulesLength = 1_048_576

export function rootRules(rootPath: string, ownLines: string): RootRules {
  const own = parsePatterns(ownLines)
  const nested = new Map<string, Patterns | null>()
  const silent = new Set<string>()
  let length = 0

  async function enter(
    folder: string,
    { noMedia, rulesFile }: { readonly noMedia: boolean; readonly rulesFile: boolean },
  ): Promise<boolean> {
    if (noMedia) silent.add(folder)
    else silent.delete(folder)
    const read = rulesFile ? await readPatterns(joinPath(rootPath, below(folder, rulesFileName))) : null
    length -= nested.get(folder)?.length ?? 0
    const patterns = read && length + read.length <= mostRulesLength ? read : null
    length += patterns?.length ?? 0
    nested.set(folder, patterns)
    return noMedia
  }

  /** The rules of the nearest folder speak last; those of the root as the person set them speak first. */
  function judge(relativePath: string, isFile: boolean): boolean {
    if (length === 0 && !own) return false
    const asked = isFile ? relativePath : `${relativePath}/`
    for (const folder of ancestors(relativePath).toReversed()) {
      const verdict = nested.get(folder)?.judge(folder === '' ? asked : asked.slice(folder.length + 1))
      if (verdict) return verdict === 'ignored'
    }
    return own?.judge(asked) === 'ignored'
  }

  const leavesOutFolder = (folder: string) =>
    isIgnoredFolder(nameOf(folder), nameOf(parentOf(folder))) || judge(folder, false)

  return {
    enter,
    enterAbove: async (folder) => {
      for (const above of ancestors(folder)) {
        if (above !== '' && leavesOutFolder(above)) return true
        if (!nested.has(above)) await enter(above, await rulesFilesIn(joinPath(rootPath, above)))
        if (silent.has(above)) return true
      }
      return folder !== '' && leavesOutFolder(folder)
    },
    leavesOutFolder,
    leavesOutFile: (relativePath) => judge(relativePath, true),
    leavesOut: (relativePath, isFile) =>
      ancestors(relativePath).some(
        (above) => silent.has(above) || (above !== '' && leavesOutFolder(above)),
      ) || (isFile ? judge(relativePath, true) : relativePath !== '' && leavesOutFolder(relativePath)),
  }
}

async function rulesFilesIn(folder: string): Promise<{ noMedia: boolean; rulesFile: boolean }> {
  const there = (name: string) =>
    stat(joinPath(folder, name)).then(
      (seen) => seen.isFile(),
      () => false,
    )
  return { noMedia: await there(noMediaName), rulesFile: await there(rulesFileName) }
}

/**
 * What cannot be read, is too long to be rules or is no file says nothing. A link is followed to a file alone: it may
 * lead to a pipe, which would be waited for, or to a device, which never ends.
 */
async function readPatterns(path: string): Promise<Patterns | null> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const found = await file.stat()
      if (!found.isFile() || found.size > longestRulesBytes) return null
      const { buffer, bytesRead } = await file.read(Buffer.alloc(longestRulesBytes), 0, longestRulesBytes, 0)
      return parsePatterns(buffer.toString('utf8', 0, bytesRead))
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}
