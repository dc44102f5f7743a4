import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { projectRoot, readSources } from './imports.ts'

const fileModules = new Set(['node:fs', 'node:fs/promises', 'fs', 'fs/promises'])

/** Everything that files of these folders take from Node's file system modules; `*` for the whole of one. */
export function fsFunctions(folders: readonly string[]): { path: string; name: string }[] {
  return readSources(folders).flatMap(({ path, imports }) => {
    if (!imports.some((name) => fileModules.has(name))) return []
    const text = readFileSync(join(projectRoot, path), 'utf8')
    return namesIn(path, text).map((name) => ({ path, name }))
  })
}

export function namesIn(path: string, text: string): string[] {
  const { module } = parseSync(path, text)
  const dynamic = module.dynamicImports
    .map((one) => text.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1))
    .filter((name) => fileModules.has(name))
    .map(() => '*')
  const named = module.staticImports
    .filter((one) => fileModules.has(one.moduleRequest.value))
    .flatMap((one) => one.entries)
    .filter((entry) => !entry.isType)
    .map(({ importName }) => (importName.kind === 'Name' ? (importName.name ?? '*') : '*'))
  return [...named, ...dynamic]
}
