import { resolve } from 'node:path'
import { backUpLibrary } from '../../../engine/backups.ts'
import { megabytes } from '../../../engine/models/megabytes.ts'
import type { Outcome } from '../outcome.ts'
import type { CommandContext } from '../with-engine.ts'

/** Copies the catalog into one file, also while the app works on it. */
export async function backup(
  { dataDir }: CommandContext,
  file: string,
  options: { readonly force: boolean },
): Promise<Outcome> {
  const { path, sizeBytes } = await backUpLibrary(dataDir, resolve(file), options)
  return {
    document: { path, sizeBytes },
    lines: [`Backed up ${dataDir} to ${path} (${megabytes(sizeBytes)}).`],
    notes: [
      'It holds folders, embeddings, ratings, tags and collections; the photos themselves are not in it.',
    ],
  }
}
