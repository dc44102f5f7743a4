import type { Catalog } from '../../catalog/catalog.ts'
import type { RootRow } from '../../catalog/rows.ts'
import type { Reach } from './reach.ts'

/** An empty folder on another device than before is the mount point of an unplugged disk. */
export function leftByItsDisk(catalog: Catalog, root: RootRow, reach: Reach): boolean {
  const before = catalog.settings.get(keyOf(root))
  return reach.empty && typeof before === 'number' && before !== reach.device
}

export function rememberDevice(catalog: Catalog, root: RootRow, reach: Reach): void {
  if (catalog.settings.get(keyOf(root)) !== reach.device) catalog.settings.set(keyOf(root), reach.device)
}

function keyOf(root: RootRow): string {
  return `library.device.${root.id}`
}
