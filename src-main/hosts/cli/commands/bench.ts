import { printDiskBench } from '../bench/disk/print-disk.ts'
import { runDiskBench } from '../bench/disk/run-disk-bench.ts'
import { printEmbedBench } from '../bench/embed/print-embed.ts'
import { runEmbedBench } from '../bench/embed/run-embed-bench.ts'
import { printBench } from '../bench/print-bench.ts'
import { printQuality } from '../bench/quality/print-quality.ts'
import { runQualityBench } from '../bench/quality/run-quality-bench.ts'
import { runBench } from '../bench/run-bench.ts'
import { printSearchBench } from '../bench/search/print-search.ts'
import { runSearchBench } from '../bench/search/run-search-bench.ts'
import type { Outcome } from '../outcome.ts'
import { remark } from '../output.ts'
import type { CommandContext } from '../with-engine.ts'

export interface BenchArgs {
  readonly photos?: string
  readonly captions?: string
  readonly vectors: number
}

/** Measures this machine. The library is left alone: everything happens in a folder of its own. */
export async function bench({ signal }: CommandContext, args: BenchArgs): Promise<Outcome> {
  const report = await runBench({
    photosDir: args.photos,
    captionsFile: args.captions,
    vectors: args.vectors,
    signal,
    onStep: (step) => remark(`Measuring: ${step}`),
  })
  return { document: report, lines: printBench(report) }
}

export interface DiskBenchArgs {
  readonly files: number
  readonly moved: number
  readonly heic?: string
  readonly raw?: string
}

/** How Sightline gets on with disks and formats. The library is left alone here too. */
export async function benchDisk({ signal }: CommandContext, args: DiskBenchArgs): Promise<Outcome> {
  const report = await runDiskBench({
    ...args,
    signal,
    onStep: (step) => remark(`Measuring: ${step}`),
  })
  return { document: report, lines: printDiskBench(report) }
}

export interface EmbedBenchArgs {
  readonly pictures: number
  readonly texts: number
}

/** How fast this machine is with a model of CLIP's size, which is made up: the library and its models are left alone. */
export async function benchEmbed(
  { signal }: CommandContext,
  { pictures, texts }: EmbedBenchArgs,
): Promise<Outcome> {
  const report = await runEmbedBench({
    pictures,
    texts,
    signal,
    onStep: (step) => remark(`Measuring: ${step}`),
  })
  return { document: report, lines: printEmbedBench(report) }
}

export interface QualityBenchArgs {
  readonly photos?: string
  readonly captions?: string
}

/** How good answers are: how well photos are found by their captions, and how honest the divider is. */
export async function benchQuality({ signal }: CommandContext, args: QualityBenchArgs): Promise<Outcome> {
  const report = await runQualityBench({
    photosDir: args.photos,
    captionsFile: args.captions,
    signal,
    onStep: (step) => remark(`Measuring: ${step}`),
  })
  return { document: report, lines: printQuality(report) }
}

export interface SearchBenchArgs {
  readonly photos?: string
  readonly captions?: string
  readonly vectors: number
  readonly crops: number
  readonly library?: readonly number[]
}

/** How well and how fast searching is, among real embeddings and in made-up libraries. */
export async function benchSearch(
  { signal }: CommandContext,
  { photos, captions, vectors, crops, library }: SearchBenchArgs,
): Promise<Outcome> {
  const report = await runSearchBench({
    photosDir: photos,
    captionsFile: captions,
    vectors,
    crops,
    libraries: library?.filter((count) => count > 0),
    signal,
    onStep: (step) => remark(`Measuring: ${step}`),
  })
  return { document: report, lines: printSearchBench(report) }
}
