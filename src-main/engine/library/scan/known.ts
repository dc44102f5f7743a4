import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Catalog } from '../../catalog/catalog.ts'
import type { KnownFile } from '../../catalog/rows.ts'
import { ancestors } from './relative.ts'

/** A part of a root: a folder (`/` between the parts, '' the root itself), alone or with everything below it. */
export interface Scope {
  readonly under: string
  readonly deep: boolean
}

export const wholeRoot: readonly Scope[] = [{ under: '', deep: true }]

/** Rows are read in slices: 100,000 at once held the process up for 150 ms, 2,000 for 3 ms. */
const pageLength = 2_000

/** What the catalog knows of these parts of a root, by relative path. */
export async function loadKnown(
  catalog: Catalog,
  rootId: number,
  scopes: readonly Scope[],
  signal: AbortSignal,
): Promise<Map<string, KnownFile>> {
  const known = new Map<string, KnownFile>()
  for (const { under, deep } of scopes) {
    const prefixLength = under === '' ? 0 : under.length + 1
    for (let after = ''; ;) {
      signal.throwIfAborted()
      const page = catalog.photos.knownPage(rootId, under, after, pageLength)
      for (const row of page) {
        if (deep || isDirectly(row.relativePath, prefixLength)) known.set(row.relativePath, row)
      }
      const last = page.at(-1)
      if (!last || page.length < pageLength) break
      after = deep ? last.relativePath : pastSubfolder(last.relativePath, prefixLength)
      await nextTurn()
    }
  }
  return known
}

/** The fewest scopes that cover the same files: what lies in a deep scope is left out. */
export function mergeScopes(scopes: readonly Scope[]): Scope[] {
  const deep = new Set(scopes.filter((scope) => scope.deep).map((scope) => scope.under))
  const shallow = new Set(scopes.filter((scope) => !scope.deep).map((scope) => scope.under))
  const coveredAbove = (folder: string) => ancestors(folder).some((above) => deep.has(above))
  return [
    ...[...deep].filter((folder) => !coveredAbove(folder)).map((under) => ({ under, deep: true })),
    ...[...shallow]
      .filter((folder) => !deep.has(folder) && !coveredAbove(folder))
      .map((under) => ({ under, deep: false })),
  ]
}

/** `in/./a.jpg` lies in `in` too: so are photos named whose place another took. */
function isDirectly(relativePath: string, prefixLength: number): boolean {
  const slash = relativePath.indexOf('/', prefixLength)
  return slash < 0 || relativePath.startsWith('./', prefixLength)
}

/** Where to go on when only the folder itself is asked for: behind all that lies in a folder inside it. */
function pastSubfolder(relativePath: string, prefixLength: number): string {
  const slash = relativePath.indexOf('/', prefixLength)
  return isDirectly(relativePath, prefixLength) ? relativePath : `${relativePath.slice(0, slash)}/\u{10ffff}`
}
