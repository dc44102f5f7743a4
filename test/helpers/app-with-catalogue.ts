import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelManifest } from '../../src-main/engine/models/manifest.ts'
import { projectRoot } from './imports.ts'
import { sha256, starterManifest } from './model-folders.ts'
import { starterModel } from './models.ts'
import { tempDir } from './temp.ts'

/** A copy of the built app that offers other models than Sightline does. */
export function appWithCatalogue(models: readonly ModelManifest[]): string {
  const dir = tempDir('app')
  cpSync(join(projectRoot, 'out'), join(dir, 'out'), { recursive: true })
  cpSync(join(projectRoot, 'package.json'), join(dir, 'package.json'))
  mkdirSync(join(dir, 'models'))
  symlinkSync(starterModel, join(dir, 'models', 'starter'))
  symlinkSync(join(projectRoot, 'node_modules'), join(dir, 'node_modules'))
  writeFileSync(join(dir, 'models', 'catalog.json'), JSON.stringify({ suggested: models[0]?.id, models }))
  return dir
}

/** The starter's own files, to be fetched from the hub under another name. */
export function offeredTwin(
  id: string,
  name: string,
): { manifest: ModelManifest; files: Record<string, Buffer> } {
  const starter = starterManifest()
  const names = [starter.image.file, starter.text.file, starter.text.tokenizer]
  const files = Object.fromEntries(names.map((file) => [file, readFileSync(join(starterModel, file))]))
  const listed = Object.entries(files).map(([file, bytes]) => ({
    file,
    url: `https://huggingface.co/sightline/${id}/resolve/main/${file}`,
    sizeBytes: bytes.length,
    sha256: sha256(bytes),
  }))
  return { manifest: { ...starter, id, name, note: `${name}, for tests.`, files: listed }, files }
}
