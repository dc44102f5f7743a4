import { opendir, realpath, stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type { RootRow } from '../../catalog/rows.ts'
import { rulesBelow } from '../rules/below.ts'

export type AddedRoot =
  | { readonly kind: 'added'; readonly root: RootRow }
  | { readonly kind: 'already'; readonly root: RootRow }
  /** `path` lies inside `root`, whose scans cover it. */
  | { readonly kind: 'inside'; readonly root: RootRow; readonly path: string }
  /** The roots at `absorbed` lie inside the new one and became part of it. */
  | { readonly kind: 'absorbed'; readonly root: RootRow; readonly absorbed: readonly RootRow[] }
  /** A root that was away (`from`) lies here now; its photos kept everything. */
  | { readonly kind: 'returned'; readonly root: RootRow; readonly from: string }

/**
 * The folder's own path, links resolved and spelt as on the disk, so that one folder is one root.
 * Throws `root-missing`, `root-not-a-folder` or `root-unreadable`, each naming the path as given.
 */
export async function resolveRoot(path: string): Promise<string> {
  const given = resolve(path)
  try {
    const real = await realpath(given)
    if (!(await stat(real)).isDirectory()) {
      throw new CodedError(
        'root-not-a-folder',
        `${given} is not a folder; choose the folder that holds the photos.`,
      )
    }
    await (await opendir(real)).close()
    return real
  } catch (error) {
    if (error instanceof CodedError) throw error
    throw explained(given, error)
  }
}

/** Adds a resolved folder to the catalog. A folder inside a root is not added; roots inside it become part of it. */
export function addRoot(catalog: Catalog, path: string): AddedRoot {
  return catalog.transaction(() => {
    const roots = catalog.roots.list()
    const already = roots.find((root) => root.path === path)
    if (already) return { kind: 'already', root: already }
    const outer = roots.find((root) => isInside(path, root.path))
    if (outer) return { kind: 'inside', root: outer, path }
    const absorbed = roots.filter((root) => isInside(root.path, path))
    const root = catalog.roots.add(path)
    for (const inner of absorbed) catalog.roots.absorb(inner.id, root.id)
    const rules = absorbed.map((inner) => rulesOfInner(inner, path)).filter((lines) => lines !== '')
    if (rules.length > 0) catalog.roots.setRules(root.id, rules.join('\n'), 0)
    return absorbed.length > 0 ? { kind: 'absorbed', root, absorbed } : { kind: 'added', root }
  })
}

/** What the person left out of a folder stays left out when that folder becomes part of another. */
function rulesOfInner(inner: RootRow, outerPath: string): string {
  if (inner.rules.trim() === '') return ''
  return rulesBelow(inner.rules, relative(outerPath, inner.path).replaceAll(sep, '/'))
}

/** Whether two folders share photos: they are one, or one lies in the other. */
export function overlaps(a: string, b: string): boolean {
  return a === b || isInside(a, b) || isInside(b, a)
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function explained(path: string, error: unknown): CodedError {
  const { code, message } = error as NodeJS.ErrnoException
  const options = { cause: error }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new CodedError(
      'root-missing',
      `There is no folder ${path}; check the path, or plug its disk in.`,
      options,
    )
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new CodedError(
      'root-unreadable',
      `The folder ${path} may not be read; allow it and try again.`,
      options,
    )
  }
  return new CodedError(
    'root-unreadable',
    `The folder ${path} could not be read (${code ?? message}).`,
    options,
  )
}
