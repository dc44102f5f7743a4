import { readFile, stat } from 'node:fs/promises'
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

export function rootRules(rootPath: string, ownLines: string): RootRules {
  const own = parsePatterns(ownLines)
  const nested = new Map<string, Patterns | null>()
  const silent = new Set<string>()
  let files = 0

  async function enter(
    folder: string,
    { noMedia, rulesFile }: { readonly noMedia: boolean; readonly rulesFile: boolean },
  ): Promise<boolean> {
    if (noMedia) silent.add(folder)
    else silent.delete(folder)
    const patterns = rulesFile ? await readPatterns(joinPath(rootPath, below(folder, rulesFileName))) : null
    files += Number(patterns !== null) - Number(Boolean(nested.get(folder)))
    nested.set(folder, patterns)
    return noMedia
  }

  /** The rules of the nearest folder speak last; those of the root as the person set them speak first. */
  function judge(relativePath: string, isFile: boolean): boolean {
    if (files === 0 && !own) return false
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

/** A file that cannot be read, or that is too long to be one of rules, says nothing. */
async function readPatterns(path: string): Promise<Patterns | null> {
  try {
    if ((await stat(path)).size > longestRulesBytes) return null
    return parsePatterns(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}
