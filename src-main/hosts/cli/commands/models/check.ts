import { availableParallelism } from 'node:os'
import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { CodedError } from '../../../../../src-preload/contract/index.ts'
import type { Spread } from '../../../../engine/embed/compare/agreement.ts'
import {
  compareModels,
  type Comparison,
  type ModelSpeed,
} from '../../../../engine/embed/compare/compare-models.ts'
import { partnerOf, usable } from '../../../../engine/embed/compare/partners.ts'
import { isPhotoName } from '../../../../engine/library/rules/built-in.ts'
import { createModelStore } from '../../../../engine/models/store.ts'
import { createLog } from '../../../shared/log.ts'
import { spawnNodeWorker } from '../../../shared/node-workers.ts'
import { modelsFolder } from '../../../shared/paths.ts'
import type { Outcome } from '../../outcome.ts'
import { plural } from '../../output.ts'
import { createStatusLine } from '../../status-line.ts'
import { askLibrary, type CommandContext } from '../../with-engine.ts'

export interface CheckOptions {
  readonly against?: string
  readonly folder?: string
  readonly limit: number
}

/** Compares a model with the one that it stands in for, on photos of this person. Exit 1 where they do not agree. */
export async function checkModel(
  context: CommandContext,
  id: string,
  options: CheckOptions,
): Promise<Outcome> {
  const store = createModelStore({ modelsDir: modelsFolder(), dataDir: context.dataDir })
  const installed = store.installed()
  const model = usable(id, installed)
  const against =
    options.against === undefined
      ? partnerOf(model, installed, store.offered())
      : usable(options.against, installed)
  const paths = await photosOf(context, options)
  const line = createStatusLine()
  try {
    const comparison = await compareModels({
      model,
      against,
      paths,
      workers: Math.min(4, availableParallelism()),
      spawnWorker: spawnNodeWorker,
      signal: context.signal,
      onProgress: (modelId, done) =>
        line.show(
          `Reading with ${modelId}: ${done} of ${plural(paths.length, 'photo')}`,
          done / paths.length,
        ),
      log: createLog('silent'),
    })
    return outcome(comparison, options.folder)
  } finally {
    line.clear()
  }
}

async function photosOf(context: CommandContext, { folder, limit }: CheckOptions): Promise<string[]> {
  const paths = folder === undefined ? await libraryPhotos(context, limit) : await folderPhotos(folder, limit)
  if (paths.length > 0) return paths
  const where = folder === undefined ? 'the library' : resolve(folder)
  throw new CodedError(
    'not-found',
    `There are no photos in ${where} to compare with: name a folder of photos with --folder DIR.`,
  )
}

function libraryPhotos(context: CommandContext, limit: number): Promise<string[]> {
  return askLibrary(
    context,
    async ({ handlers }) => {
      const { ids } = await handlers['photos.list']({ view: { kind: 'all' } })
      const details = ids.slice(0, limit).map((photoId) => handlers['photos.details']({ photoId }))
      return (await Promise.all(details)).map(({ path }) => path)
    },
    () => [],
  )
}

async function folderPhotos(folder: string, limit: number): Promise<string[]> {
  const entries = await readdir(resolve(folder), { withFileTypes: true, recursive: true }).catch(
    (error: unknown) => {
      throw new CodedError('not-found', `The folder ${resolve(folder)} cannot be read: check the path.`, {
        cause: error,
      })
    },
  )
  return entries
    .filter((entry) => entry.isFile() && isPhotoName(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .slice(0, limit)
}

function outcome(comparison: Comparison, folder: string | undefined): Outcome {
  const { model, against, photos, unreadable, missing, images, texts, ranking, speed, bound, agrees } =
    comparison
  const short = (path: string) => (folder === undefined ? path : relative(resolve(folder), path))
  return {
    document: comparison,
    lines: [
      `${model} against ${against}, ${plural(photos, 'photo')}`,
      `Photos    ${spreadText(images)}`,
      ...comparison.worst.map(({ path, cosine }) => `  ${cosine.toFixed(4)}  ${short(path)}`),
      ...(ranking
        ? [`Alike     ${percent(ranking.share)} of the nearest ${ranking.neighbours} photos are the same`]
        : []),
      `Texts     ${spreadText(texts)}`,
      `Speed     ${speedText(speed.model)}; ${against}: ${speedText(speed.against)}`,
      ...missing.map((path) => `Only one of the two can read ${short(path)}`),
      agrees
        ? `They agree: ${model} can be used instead of ${against}.`
        : `They do NOT agree (wanted: a cosine of ${bound.median} in the middle and ${bound.least} at least): searches with ${model} would find other photos, so use ${against}.`,
    ],
    notes: unreadable > 0 ? [`${plural(unreadable, 'file')} could not be read as a picture.`] : [],
    exitCode: agrees ? 0 : 1,
  }
}

function spreadText({ least, p1, median, mean }: Spread): string {
  const [a, b, c, d] = [least, p1, median, mean].map((cosine) => cosine.toFixed(4))
  return `cosine at least ${a}, 1st percentile ${b}, median ${c}, mean ${d}`
}

function speedText({ photosPerSecond, textMs }: ModelSpeed): string {
  return `${photosPerSecond.toFixed(1)} photos/s, ${textMs.toFixed(1)} ms a text`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
