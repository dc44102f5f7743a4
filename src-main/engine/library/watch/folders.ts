import { opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isRulesFile, noMediaName, rulesFileName, type RootRules } from '../rules/root-rules.ts'
import { below } from '../scan/relative.ts'
import { takingTurns } from '../turns.ts'

/** Entries that are listed between two pauses; so many at a time hold nothing up. */
const entriesAtOnce = 400
const pauseMs = 10

/**
 * Every folder of a tree that is worth watching, by its relative path, each before it is listed: what is watched first
 * cannot change unheard. Folders that are left out are not among them, but for those with a .nomedia file: its end is news.
 */
export async function* foldersToWatch(
  rootPath: string,
  under: string,
  rules: RootRules,
  exclude: readonly string[],
): AsyncGenerator<string> {
  const waiting = [under]
  let entries = 0
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    yield folder
    const listed = await list(folder === '' ? rootPath : join(rootPath, folder))
    if (!listed) continue
    entries += listed.entries + 1
    if (!(await rules.enter(folder, listed))) {
      const turns = takingTurns()
      for (const name of listed.folders) {
        if (turns.isDue()) await turns.take()
        const sub = below(folder, name)
        if (!exclude.includes(join(rootPath, sub)) && !rules.leavesOutFolder(sub)) waiting.push(sub)
      }
    }
    if (entries < entriesAtOnce) continue
    await delay(pauseMs)
    entries = 0
  }
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
