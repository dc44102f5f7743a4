import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { modelManifest, type ModelManifest } from './manifest.ts'
import { zodReason } from './zod-reason.ts'

/** The models that can be fetched, and the one to suggest. */
export interface OfferedModels {
  readonly suggested: string | null
  readonly models: readonly ModelManifest[]
  /** One sentence: the catalogue or an entry of it cannot be read. The other entries are offered all the same. */
  readonly problem: string | null
}

const catalogue = z.object({ suggested: z.string().nullable().default(null), models: z.array(z.unknown()) })

/** Reads `catalog.json` beside the models that ship. Never throws. */
export function readOffered(modelsDir: string): OfferedModels {
  const file = join(modelsDir, 'catalog.json')
  try {
    const { suggested, models } = catalogue.parse(JSON.parse(readFileSync(file, 'utf8')))
    const read = models.map((entry, at) => readEntry(entry, at))
    const broken = read.find((one) => typeof one === 'string')
    return {
      suggested,
      models: firstOfEach(read.filter((one) => typeof one !== 'string')),
      problem: broken === undefined ? null : `An entry of ${file} is left out: ${broken}.`,
    }
  } catch (error) {
    const why = error instanceof z.ZodError ? zodReason(error) : reasonOf(error)
    const problem = `The list of models to fetch cannot be read (${file}: ${why}); install Sightline again, or add a model from a folder.`
    return { suggested: null, models: [], problem }
  }
}

/** The manifest, or what is wrong with it. */
function readEntry(entry: unknown, at: number): ModelManifest | string {
  const result = modelManifest.safeParse(entry)
  if (!result.success) return `models.${at}.${zodReason(result.error)}`
  const { id, image, text, files } = result.data
  const unlisted = [image.file, text.file, text.tokenizer].find(
    (name) => !files.some(({ file, url }) => file === name && url !== null),
  )
  return unlisted === undefined ? result.data : `${id} does not say where ${unlisted} can be fetched`
}

function firstOfEach(models: readonly ModelManifest[]): ModelManifest[] {
  return models.filter(({ id }, at) => models.findIndex((one) => one.id === id) === at)
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ENOENT' ? 'it is missing' : message.replace(/\s+/g, ' ').slice(0, 160)
}
