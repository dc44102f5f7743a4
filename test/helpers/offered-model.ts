import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { modelManifest, type ModelManifest } from '../../src-main/engine/models/manifest.ts'
import { modelsDir } from './models.ts'

/** The manifest of an offered model, whose files are not here. */
export function offeredModel(id: string): ModelManifest {
  const catalog: unknown = JSON.parse(readFileSync(join(modelsDir, 'catalog.json'), 'utf8'))
  const { models } = z.object({ models: z.array(modelManifest) }).parse(catalog)
  const found = models.find((model) => model.id === id)
  if (!found) throw new Error(`${id} is not offered`)
  return found
}
