import { resolve } from 'node:path'
import { restoreLibrary } from '../../../engine/backups.ts'
import type { Outcome } from '../outcome.ts'
import { plural } from '../output.ts'
import type { CommandContext } from '../with-engine.ts'

/** Puts a backup in the place of the catalog, which is kept under another name. */
export async function restore({ dataDir }: CommandContext, file: string): Promise<Outcome> {
  const { catalog, movedTo, photos, roots } = restoreLibrary(dataDir, resolve(file), Date.now())
  return {
    document: { restored: resolve(file), catalog, movedTo, photos, roots },
    lines: [
      `Restored ${plural(photos, 'photo')} in ${plural(roots.length, 'folder')} from ${resolve(file)}.`,
      ...(movedTo === null ? [] : [`The catalog that was there is kept as ${movedTo}.`]),
    ],
    notes: [
      'Run "sightline index" to take in what changed since; missing thumbnails are made when they are shown.',
    ],
  }
}
