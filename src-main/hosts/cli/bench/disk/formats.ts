import { existsSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Engine } from '../../../../engine/engine.ts'
import { modelsFolder } from '../../../shared/paths.ts'
import { perSecond } from '../timing.ts'
import type { DiskHelper } from './helper.ts'
import type { FormatFigures } from './report.ts'
import type { VariantFormat } from './variants.ts'

export interface FormatSources {
  /** The longer side of the painted pictures; by default that of 12 megapixels. */
  readonly side?: number | undefined
  /** A HEIC photo; by default one of those beside the project. */
  readonly heic?: string | undefined
  /** A camera's RAW file; by default one is made up around a JPEG preview. */
  readonly raw?: string | undefined
}

interface Kind {
  readonly name: string
  readonly format: VariantFormat
  readonly extension: string
  readonly count: number
  readonly source: string
  /** Null: `source` says why there is none. */
  readonly template: string | null
}

/** How many pictures of each kind a second become searchable, through the whole pipeline. */
export async function measureFormats(
  engine: Engine,
  scratchDir: string,
  sources: FormatSources,
  helper: DiskHelper,
  signal: AbortSignal | undefined,
): Promise<FormatFigures[]> {
  const figures: FormatFigures[] = []
  for (const kind of await kinds(scratchDir, sources, helper)) {
    signal?.throwIfAborted()
    figures.push(await measureKind(engine, kind, scratchDir, helper, signal))
  }
  return figures
}

async function kinds(scratchDir: string, given: FormatSources, helper: DiskHelper): Promise<Kind[]> {
  const { side = 4_000 } = given
  const painted = async (format: 'jpeg' | 'png' | 'raw') => {
    const file = join(scratchDir, `template.${format}`)
    await helper.do({ kind: 'paint', file, side, format, seed: 1 })
    return file
  }
  const sides = `${side} x ${Math.round(side * 0.75)}`
  const made = `painted, ${sides}`
  const heic = given.heic ? resolve(given.heic) : besideProject('heic', 'iphone_13_pro_max.HEIC')
  return [
    {
      name: 'JPEG',
      format: 'jpeg',
      extension: 'jpg',
      count: 48,
      source: made,
      template: await painted('jpeg'),
    },
    {
      name: 'HEIC',
      format: 'heif',
      extension: 'heic',
      count: 16,
      source: heic ? basename(heic) : 'no HEIC photo is at hand: pass one with --heic FILE',
      template: heic,
    },
    given.raw
      ? rawKind(basename(given.raw), resolve(given.raw), extensionOf(given.raw))
      : rawKind(`made up, preview of 1616 x 1212 in a DNG of ${sides}`, await painted('raw'), 'dng'),
    { name: 'PNG', format: 'png', extension: 'png', count: 16, source: made, template: await painted('png') },
  ]
}

function rawKind(source: string, template: string, extension: string): Kind {
  return { name: 'RAW', format: 'tiff', extension, count: 24, source, template }
}

async function measureKind(
  engine: Engine,
  { name, format, extension, count, source, template }: Kind,
  scratchDir: string,
  helper: DiskHelper,
  signal: AbortSignal | undefined,
): Promise<FormatFigures> {
  const nothing = { name, source, photos: 0, failed: 0, reason: null, fileBytes: 0, photosPerSecond: 0 }
  if (!template) return nothing
  const dir = join(scratchDir, `format-${format}`)
  await mkdir(dir, { recursive: true })
  await helper.do({ kind: 'unpack', template, format, dir, extension, first: 0, count, perFolder: count })
  const { root } = await engine.handlers['roots.add']({ path: dir })
  const { indexed, failed, tookMs } = await engine.indexOnce(signal)
  await engine.handlers['roots.remove']({ rootId: root.id })
  return {
    ...nothing,
    photos: indexed,
    failed: failed.length,
    reason: failed[0]?.reason ?? null,
    fileBytes: (await stat(template)).size,
    photosPerSecond: perSecond(indexed, tookMs),
  }
}

function besideProject(folder: string, name: string): string | null {
  const file = resolve(dirname(modelsFolder()), '..', 'shared', 'data', 'camera', folder, name)
  return existsSync(file) ? file : null
}

function extensionOf(file: string): string {
  return file.slice(file.lastIndexOf('.') + 1)
}
