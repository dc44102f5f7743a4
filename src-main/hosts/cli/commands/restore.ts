import { resolve } from 'node:path'
import { restoreLibrary, type Restored } from '../../../engine/backups.ts'
import { spawnNodeWorker } from '../../shared/node-workers.ts'
import type { Outcome } from '../outcome.ts'
import { plural } from '../output.ts'
import type { CommandContext } from '../with-engine.ts'

/** Puts a backup in the place of the catalog, which is kept under another name. */
export async function restore({ dataDir, signal }: CommandContext, file: string): Promise<Outcome> {
  const use = { spawn: () => spawnNodeWorker('restore'), signal }
  const restored = await restoreLibrary(dataDir, resolve(file), Date.now(), use)
  const { catalog, movedTo, photos, roots, strange, missing, leftOut, mended } = restored
  return {
    document: { restored: resolve(file), catalog, movedTo, photos, roots, strange, missing, leftOut, mended },
    lines: [
      `Restored ${plural(photos, 'photo')} in ${plural(roots.length, 'folder')} from ${resolve(file)}.`,
      ...(movedTo === null ? [] : [`The catalog that was there is kept as ${movedTo}.`]),
    ],
    notes: [
      ...whatDidNotCome(restored),
      'Run "sightline index" to take in what changed since; missing thumbnails are made when they are shown.',
    ],
  }
}

/** One sentence for each way in which the library is not what the file held. */
function whatDidNotCome({ strange, missing, leftOut, mended }: Restored): string[] {
  return [
    ...(strange.length > 0
      ? [`What no Sightline makes was left behind: ${strange.join(', ')}; ask where the file comes from.`]
      : []),
    ...(missing.length > 0 ? [`The file lacked what was made anew: ${missing.join(', ')}.`] : []),
    ...counted(leftOut).map((rows) => `Left out because Sightline cannot have written them: ${rows}.`),
    ...counted(mended).map((rows) => `Put right because something in them made no sense: ${rows}.`),
  ]
}

/** `5 of photos, 1 of tags`, or nothing. */
function counted(rows: Readonly<Record<string, number>>): string[] {
  const parts = Object.entries(rows).map(([table, count]) => `${count.toLocaleString('en')} of ${table}`)
  return parts.length === 0 ? [] : [parts.join(', ')]
}
