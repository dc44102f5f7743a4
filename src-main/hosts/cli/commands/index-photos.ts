import { CodedError } from '../../../../src-preload/contract/index.ts'
import type { Engine, IndexSummary, StatusReport } from '../../../engine/engine.ts'
import { diskFullMessage } from '../../../engine/indexing/disk-space.ts'
import { whenAborted } from '../interrupt.ts'
import type { Outcome } from '../outcome.ts'
import { plural, remark, seconds } from '../output.ts'
import { createProgressBar, type ProgressBar } from '../progress-bar.ts'
import { sayWord, vanishedNotes, type MissingWord } from '../vanished.ts'
import { openEngine, type CommandContext } from '../with-engine.ts'

export interface IndexOptions {
  readonly watch: boolean
  readonly acceptMissing?: boolean
  readonly keepMissing?: boolean
}

/** Scans every folder and works until nothing waits; with `watch`, goes on as files change. */
export async function indexPhotos(context: CommandContext, options: IndexOptions): Promise<Outcome> {
  const { watch } = options
  const bar = createProgressBar()
  const engine = await openEngine(context, { role: 'indexer', watch, autoIndex: watch, emit: bar.emit })
  const before = engine.status().roots
  let goesOn = false
  try {
    const summary = await engine
      .indexOnce(context.signal, watch ? sayWhy(bar) : undefined)
      .catch((error: unknown) => {
        throw context.signal.aborted ? stoppedEarly : whyNot(error, context)
      })
    if (summary.indexed > 0 && !watch) await askOnce(engine)
    bar.clear()
    goesOn = watch
    const word = wordOf(options)
    const said = word === null ? [] : await sayWord(engine, word)
    const { notes = [], ...outcome } = describe(summary, engine, returnedSince(before, engine))
    return watch
      ? { ...outcome, notes: [...said, ...notes, watching], ended: untilEnd(context, engine) }
      : { ...outcome, notes: [...said, ...notes] }
  } finally {
    bar.clear()
    if (!goesOn) await engine.stop()
  }
}

function wordOf({ acceptMissing = false, keepMissing = false }: IndexOptions): MissingWord | null {
  if (acceptMissing) return 'accept'
  return keepMissing ? 'keep' : null
}

const stoppedEarly = new CodedError(
  'internal',
  'Stopped before the end; "sightline index" goes on from here.',
)

/** While folders are watched, a full disk is waited for; what it waits for stands beside the answer. */
function sayWhy(bar: ProgressBar): (reason: string) => void {
  return (reason) => {
    bar.clear()
    remark(reason)
  }
}

/** What waits says that it goes on by itself; a command that ends does not. */
function whyNot(error: unknown, { dataDir }: CommandContext): unknown {
  if (!(error instanceof CodedError) || error.code !== 'disk-full') return error
  if (error.message !== diskFullMessage(dataDir)) {
    const why = error.message.replace(/ Check its disk.*$/s, '')
    return new CodedError('disk-full', `${why} Check its disk, then "sightline index" goes on from here.`)
  }
  return new CodedError(
    'disk-full',
    `The disk with ${dataDir} is full; make room, then "sightline index" goes on from here.`,
  )
}

const watching = 'Watching the folders; Ctrl+C ends it.'

async function untilEnd({ signal }: CommandContext, engine: Engine): Promise<void> {
  await whenAborted(signal)
  await engine.stop()
}

/** Folders that were away and have been recognised at another place. */
function returnedSince(before: StatusReport['roots'], engine: Engine): { from: string; path: string }[] {
  const was = new Map(before.map(({ id, path }) => [id, path]))
  return engine.status().roots.flatMap(({ id, path }) => {
    const from = was.get(id) ?? path
    return from === path ? [] : [{ from, path }]
  })
}

function describe(
  summary: IndexSummary,
  engine: Engine,
  returned: readonly { from: string; path: string }[],
): Outcome {
  const { photos, indexed, skipped, failed, tookMs } = summary
  const { roots, missing, pairs } = engine.status()
  const done = `Indexed ${plural(indexed, 'photo')} of ${photos.toLocaleString('en')} in ${seconds(tookMs)}.`
  return {
    document: { photos, indexed, skipped, failed, tookMs, missing, pairs, returned },
    lines: [roots.length === 0 ? 'There are no folders yet: add one with "sightline add DIR".' : done],
    notes: [
      ...returned.map(({ from, path }) => `${from} was found again at ${path}; its photos kept everything.`),
      ...roots
        .filter(({ state }) => state === 'away')
        .map(({ path }) => `${path} cannot be reached now; its photos can still be found.`),
      ...vanishedNotes(roots),
      ...(failed.length > 0 ? [`${plural(failed.length, 'file')} could not be read:`] : []),
      ...failed.map(({ path, reason }) => `  ${path}: ${reason}`),
    ],
  }
}

/** What the first question finds out of the model is kept: no later one has to wait for it, a reader's neither. */
async function askOnce(engine: Engine): Promise<void> {
  const query = { kind: 'words', text: 'photo' } as const
  try {
    await engine.handlers['search.run']({ query, offset: 0, limit: 1 })
  } catch {
    // Whoever asks will be told what is wrong.
  }
}
