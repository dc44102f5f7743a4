import { createHash } from 'node:crypto'
import { cpSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelManifest } from '../../src-main/engine/models/manifest.ts'
import { modelManifest } from '../../src-main/engine/models/manifest.ts'
import { starterModel } from './models.ts'

/** A copy of the starter model as the first version of another one, with changes to its manifest. */
export function copyOfStarter(dir: string, changes: Partial<ModelManifest> = {}): string {
  for (const name of ['vision.onnx', 'text.onnx', 'tokenizer.json'])
    cpSync(join(starterModel, name), join(dir, name))
  const manifest = { ...starterManifest(), id: 'twin', name: 'Twin', preprocessing: 1, ...changes }
  writeFileSync(join(dir, 'model.json'), JSON.stringify(manifest))
  return dir
}

export function starterManifest(): ModelManifest {
  return modelManifest.parse(JSON.parse(readFileSync(join(starterModel, 'model.json'), 'utf8')))
}

/** A manifest whose three files are these bytes, to be fetched below `base`. No ONNX in them: for what never opens a model. */
export function manifestOf(
  files: Readonly<Record<string, Buffer>>,
  base: string,
  id = 'small',
): ModelManifest {
  const { image, text, ...rest } = starterManifest()
  const [vision = '', words = '', tokenizer = ''] = Object.keys(files)
  return {
    ...rest,
    id,
    name: 'Small model',
    image: { ...image, file: vision },
    text: { ...text, file: words, tokenizer },
    files: Object.entries(files).map(([file, bytes]) => ({
      file,
      url: `${base}/${file}`,
      sizeBytes: bytes.length,
      sha256: sha256(bytes),
    })),
  }
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Every file below with its size, time and mode: the same before and after means that nothing was written. */
export function snapshotOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((name) => {
      const { size, mtimeMs, mode } = statSync(join(dir, name))
      return `${name} ${size} ${mtimeMs} ${mode}`
    })
}
