import type { PauseReason, Speed } from '../../../src-preload/contract/index.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { joinPath } from '../catalog/paths.ts'
import type { PhotoToEmbed } from '../catalog/photos/photo-embedding.ts'
import type { PhotoOutcome } from '../embed/photos/photo-outcome.ts'
import { createRests } from '../indexing/rests.ts'
import { createStoringTrouble } from '../indexing/storing-trouble.ts'
import type { Log } from '../ports.ts'
import type { Brain } from './brain.ts'
import { keepEmbedded } from './keep-embedded.ts'
import { whyAway } from './reachable.ts'
import { createRound, lackingOf, type Round, type RoundFigures } from './round.ts'

export interface ReEmbedderOptions {
  readonly catalog: Catalog
  readonly dataDir: string
  /** The model that all photos are to have an embedding of. */
  readonly target: () => Brain
  /** New photos come first, and whoever asked for rest gets it. */
  readonly isFree: () => boolean
  readonly pause: (reason: PauseReason, message: string) => void
  readonly speed: () => Speed
  readonly isRootAway: (rootId: number) => boolean
  /** Something was stored. */
  readonly onStored: (photoId: number) => void
  /** A photo waits to be read whole. */
  readonly onOther: () => void
  readonly onMoved: () => void
  /** Every photo has been tried. */
  readonly onEnd: () => void
  readonly log: Log
}

/** Gives every photo that can be read an embedding of the target's space, newest first, beside all other work. */
export interface ReEmbedder {
  /** From now on it works on its own; before that it only says what it knows. */
  enable(): void
  /** There may be time for it, or another target. Cheap. */
  look(): void
  /** Photos came or came back: those that could not be reached are tried again. */
  again(): void
  /** The photo was read whole: what was wrong with its file may be over. */
  readAnew(photoId: number): void
  /** Null while nothing is known to be left. */
  figures(): RoundFigures | null
  /** Every photo has been tried and nothing is in work. */
  isAtEnd(): boolean
  isWorking(): boolean
  /** Photos that cannot be reached for a reason that passes. */
  awaited(): number
  /** Photos that cannot be read for the target now, when all others have been; null before that is known. */
  left(): number | null
  trouble(): string | null
  stop(): Promise<void>
}

export function createReEmbedder(options: ReEmbedderOptions): ReEmbedder {
  const { catalog, log } = options
  const ending = new AbortController()
  const rests = createRests(options.speed)
  const works = new Set<Promise<void>>()
  const troubles = createStoringTrouble({
    dataDir: options.dataDir,
    catalogFile: catalog.file,
    pause: options.pause,
    ending: ending.signal,
    log,
  })
  let round = roundOf(options.target())
  let isEnabled = false
  let isFilling = false
  let isTold = false
  let isEnding = false
  let lastLacking = 0

  function roundOf(brain: Brain): Round {
    const made = createRound(catalog, brain, (id) => troubles.aside.has(id))
    if (brain.model.info.state !== 'ready') made.trouble = brain.model.info.problem
    return made
  }

  function look(): void {
    if (!isEnabled || ending.signal.aborted) return
    const brain = options.target()
    if (round.brain !== brain) {
      round = roundOf(brain)
      isTold = false
      lastLacking = 0
    }
    void fill(round).catch((error: unknown) => log('error', `photos for another model: ${String(error)}`))
  }

  function mayTake(mine: Round): boolean {
    if (mine !== round || mine.isAtEnd || mine.trouble !== null || ending.signal.aborted) return false
    return options.isFree() && mine.inWork.size < Math.min(mine.brain.pool.capacity, rests.atOnce())
  }

  async function fill(mine: Round): Promise<void> {
    if (isFilling) return
    isFilling = true
    try {
      while (mayTake(mine)) {
        const photo = mine.walk.take()
        if (photo) begin(mine, photo)
        else if (!(await mine.walk.look())) mine.isAtEnd = true
        else if (mine.isUncounted) await mine.count()
      }
    } finally {
      isFilling = false
    }
    if (mine === round) await end(mine)
    else look()
  }

  /** At the end of the walk, but not before the last photo is done. */
  async function end(mine: Round): Promise<void> {
    if (!mine.isAtEnd || mine.inWork.size > 0 || mine.trouble !== null || isEnding) return
    if (mine.isDirty) return walkAgain(mine)
    if (isTold) return
    isEnding = true
    const lacking = await lackingOf(mine).finally(() => (isEnding = false))
    if (mine !== round || mine.isDirty || ending.signal.aborted) return look()
    // Something took away what the walk had passed. What is lacking twice is nothing that another walk finds.
    if (lacking > 0 && lacking !== lastLacking) {
      lastLacking = lacking
      return walkAgain(mine)
    }
    isTold = true
    options.onEnd()
  }

  function walkAgain(mine: Round): void {
    mine.isDirty = false
    mine.isAtEnd = false
    mine.isUncounted = true
    isTold = false
    mine.walk.restart()
    look()
  }

  function begin(mine: Round, photo: PhotoToEmbed): void {
    if (options.isRootAway(photo.rootId)) return void mine.away.set(photo.id, 'root')
    if (mine.inWork.size === 0) mine.begun(performance.now())
    mine.inWork.add(photo.id)
    const work = rests
      .around(() => handle(mine, photo))
      .finally(() => {
        mine.inWork.delete(photo.id)
        works.delete(work)
        // First what follows from it: whoever waits for the end must not take the last photo for it.
        look()
        options.onMoved()
      })
    works.add(work)
  }

  async function handle(mine: Round, photo: PhotoToEmbed): Promise<void> {
    const path = joinPath(photo.rootPath, photo.relativePath)
    try {
      const outcome = await mine.brain.pool.process(path, { want: 'embedding' })
      if (ending.signal.aborted || mine !== round) return
      await keep(mine, photo, path, outcome)
      troubles.over(photo.id)
    } catch (error) {
      const found = await troubles.met(photo.id, path, error)
      if (found || troubles.aside.has(photo.id)) mine.away.set(photo.id, 'file')
      else mine.isDirty = true
    }
  }

  async function keep(mine: Round, photo: PhotoToEmbed, path: string, outcome: PhotoOutcome): Promise<void> {
    if (outcome.kind === 'unavailable') {
      mine.trouble ??= outcome.error.message
      log('error', `photos cannot be read for ${mine.brain.space}: ${outcome.error.message}`)
    } else if (outcome.kind === 'embedded') {
      const kept = keepEmbedded(catalog, mine.brain, photo, outcome)
      if (kept === 'kept') {
        mine.done(performance.now())
        options.onStored(photo.id)
      } else mine.isDirty = true
      if (kept === 'other') options.onOther()
    } else if (outcome.kind === 'gone' && !isWhereItWas(photo)) mine.isDirty = true
    else {
      mine.away.set(photo.id, await whyAway(photo.rootPath, path, outcome.kind === 'gone'))
      if (outcome.kind === 'failed')
        log('info', `${path} keeps what earlier models made of it: ${outcome.reason}`)
    }
  }

  function isWhereItWas({ id, rootPath, relativePath }: PhotoToEmbed): boolean {
    const now = catalog.photos.detail(id)
    return now?.rootPath === rootPath && now.relativePath === relativePath
  }

  function isAtEnd(): boolean {
    const isDone = round.isAtEnd && !round.isDirty && round.inWork.size === 0 && !isEnding
    return isDone && round.brain === options.target()
  }

  return {
    enable: () => {
      isEnabled = true
    },
    look,
    again: () => {
      for (const [id, why] of round.away) if (why !== 'file' || troubles.aside.has(id)) round.away.delete(id)
      troubles.forget()
      if (round.brain.model.info.state === 'ready') round.trouble = null
      round.isDirty = true
      look()
    },
    readAnew: (photoId) => {
      round.away.delete(photoId)
      if (!isEnabled || catalog.embeddings.has(photoId, round.brain.space)) return
      round.isDirty = true
    },
    figures: () => (round.brain === options.target() ? round.figures(performance.now()) : null),
    isAtEnd,
    isWorking: () => round.inWork.size > 0 || isFilling || isEnding,
    awaited: () => [...round.away.values()].filter((why) => why === 'root' || why === 'disk').length,
    left: () => {
      const figures = isAtEnd() ? round.figures(0) : null
      return figures && Math.max(0, figures.total - figures.done)
    },
    trouble: () => round.trouble,
    stop: async () => {
      ending.abort()
      rests.stop()
      await Promise.all(works)
    },
  }
}
