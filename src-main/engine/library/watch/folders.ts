import { opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isRulesFile, noMediaName, rulesFileName, type RootRules } from '../rules/root-rules.ts'
import { below } from '../scan/relative.ts'

/** Entries that the watcher looks at one by one before it watches their folder; so many at a time hold nothing up. */
const entriesAtOnce = 400
const pauseMs = 10

/**
 * Every folder of a tree that is worth watching, a few at a time. Folders that are left out are not among them, but
 * for those with a .nomedia file: its end is news.
 */
export async function* foldersToWatch(
  rootPath: string,
  under: string,
  rules: RootRules,
  exclude: readonly string[],
): AsyncGenerator<string[]> {
  const waiting = [under]
  let some: string[] = []
  let entries = 0
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const path = folder === '' ? rootPath : join(rootPath, folder)
    const listed = await list(path)
    if (!listed) continue
    some.push(path)
    entries += listed.entries
    if (!(await rules.enter(folder, listed))) {
      for (const name of listed.folders) {
        const sub = below(folder, name)
        if (!exclude.includes(join(rootPath, sub)) && !rules.leavesOutFolder(sub)) waiting.push(sub)
      }
    }
    if (entries < entriesAtOnce) continue
    yield some
    await delay(pauseMs)
    some = []
    entries = 0
  }
  if (some.length > 0) yield some
}

async function list(path: string) {
  const folders: string[] = []
  let [entries, noMedia, rulesFile] = [0, false, false]
  try {
    for await (const entry of await opendir(path)) {
      entries += 1
      if (entry.isDirectory()) folders.push(entry.name)
      else if (isRulesFile(entry.name)) {
        noMedia ||= entry.name === noMediaName
        rulesFile ||= entry.name === rulesFileName
      }
    }
    return { folders, entries, noMedia, rulesFile }
  } catch {
    return null
  }
}
