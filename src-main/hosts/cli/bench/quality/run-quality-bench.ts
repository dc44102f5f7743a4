import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CodedError } from '../../../../../src-preload/contract/index.ts'
import { readInput, type Input, type InputOptions } from '../input.ts'
import { benchEngine } from '../pipeline.ts'
import { asking } from './ask.ts'
import { writeDrawings } from './drawings.ts'
import { measureHalves, measureRecall } from './measure.ts'
import type { QualityReport } from './report.ts'

export interface QualityBenchOptions extends InputOptions {
  /** Where a folder is made for the time of the benchmark; by default the system's temporary folder. */
  readonly scratchParent?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Says what is being measured. */
  readonly onStep?: (step: string) => void
}

const goals = { share: 0.75, silent: 0.9, speaks: 0.85 }

/** How good the answers are, on photos of which captions say what they show. Throws `not-found` without them. */
export async function runQualityBench(options: QualityBenchOptions = {}): Promise<QualityReport> {
  const input = await readInput(options)
  if (input.captions.length === 0) {
    throw new CodedError(
      'not-found',
      `There are no captions for ${input.photosDir}: pass a file of them with --captions FILE.`,
    )
  }
  const parent = resolve(options.scratchParent ?? tmpdir())
  await mkdir(parent, { recursive: true })
  const scratchDir = await mkdtemp(join(parent, 'sightline-bench-'))
  try {
    return await measure(input, scratchDir, options)
  } finally {
    await rm(scratchDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function measure(
  { photosDir, captions }: Input,
  scratchDir: string,
  { signal, onStep }: QualityBenchOptions,
): Promise<QualityReport> {
  const step = (name: string) => {
    signal?.throwIfAborted()
    onStep?.(name)
  }
  const engine = await benchEngine(join(scratchDir, 'data'))
  try {
    step('indexing')
    await engine.handlers['roots.add']({ path: photosDir })
    const { indexed } = await engine.indexOnce(signal)
    const { model } = await engine.handlers['engine.info']({})
    step('words that are in the photos, and words that are not')
    const ask = await asking(engine)
    const alone = await measureHalves(ask, captions)
    step(`${captions.length.toLocaleString('en')} captions`)
    const recall = await measureRecall(ask, captions)
    step('the same words among drawings')
    const drawings = Math.round(indexed / 2)
    await writeDrawings(join(scratchDir, 'drawings'), drawings)
    await engine.handlers['roots.add']({ path: join(scratchDir, 'drawings') })
    await engine.indexOnce(signal)
    const { tuned, heldOut } = await measureHalves(await asking(engine), captions)
    return {
      photosDir,
      photos: indexed,
      captions: captions.length,
      model: model.name,
      recall,
      ...alone,
      amongDrawings: { drawings, tuned, heldOut },
      goals,
    }
  } finally {
    await engine.stop()
  }
}
