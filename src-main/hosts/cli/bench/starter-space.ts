import { join } from 'node:path'
import { loadModelManifest } from '../../../engine/models/model-folder.ts'
import { builtInName } from '../../../engine/models/model-info.ts'
import { spaceOf } from '../../../engine/models/spaces.ts'
import { modelsFolder } from '../../shared/paths.ts'

/** What a fresh catalog files embeddings under: rows with others, or without any, would be read anew. */
export function starterSpace(): { space: string; embeddingSize: number } {
  const manifest = loadModelManifest(join(modelsFolder(), builtInName))
  return { space: spaceOf(manifest), embeddingSize: manifest.embeddingSize }
}
