import { existsSync } from 'node:fs'
import {
  CodedError,
  type Emit,
  type ModelEntry,
  type ModelOverview,
  type ModelSwitch,
} from '../../../../../src-preload/contract/index.ts'
import type { Engine } from '../../../../engine/engine.ts'
import type { Outcome } from '../../outcome.ts'
import { plural, remark } from '../../output.ts'
import { createStatusLine, timeLeft } from '../../status-line.ts'
import type { CommandContext } from '../../with-engine.ts'
import { alone } from './with-models.ts'

/** Tries a model, reads every photo for it, and lets it answer: at the end, or with `now` at once. */
export async function useModel(
  context: CommandContext,
  id: string,
  { now }: { readonly now: boolean },
): Promise<Outcome> {
  const line = createStatusLine()
  const emit: Emit = (name, payload) => {
    if (name !== 'models.changed') return
    const { switch: switching } = payload as ModelOverview
    if (switching && switching.total > 0) line.show(switchText(switching), switching.done / switching.total)
  }
  const sayWhy = (reason: string) => {
    line.clear()
    remark(reason)
  }
  return alone(context, id, emit, async (engine) => {
    const { models } = engine
    const former = models.overview().models.find(({ role }) => role === 'active')
    let why: string | null
    try {
      await models.use(id, context.signal)
      if (now && models.overview().models.some((one) => one.role === 'next')) await models.useNow()
      why = await engine.whenSwitched(context.signal, sayWhy)
    } catch (error) {
      throw context.signal.aborted ? stoppedEarly(id) : error
    } finally {
      line.clear()
    }
    return outcome(engine, id, former, why)
  })
}

function outcome(engine: Engine, id: string, former: ModelEntry | undefined, why: string | null): Outcome {
  const { models, switch: switching } = engine.models.overview()
  const model = models.find((one) => one.id === id)
  const answers = model?.role === 'active'
  const name = model?.name ?? id
  const photos = plural(model?.embeddings.photos ?? 0, 'photo')
  return {
    document: { model, switch: switching },
    lines: [
      answers
        ? `${name} answers now, with ${photos}.`
        : `${name} does not answer yet: ${photos} of ${switching?.total ?? 0} have been read for it.`,
    ],
    notes: [
      ...(why === null ? [] : [why]),
      ...awayNotes(engine, switching),
      ...(model?.problem ? [model.problem] : []),
      ...(answers ? [] : waysOn(id, former)),
    ],
    exitCode: answers ? 0 : 1,
  }
}

function awayNotes(engine: Engine, switching: ModelSwitch | null): string[] {
  if (!switching || switching.away === 0) return []
  // Nothing was scanned, so the engine knows of a folder only when a photo in it was asked for.
  const roots = engine.status().roots.filter(({ path, state }) => state === 'away' || !existsSync(path))
  return [
    ...roots.map(({ path }) => `${path} cannot be reached now.`),
    `${plural(switching.away, 'photo')} cannot be reached or read now; they follow when they can.`,
  ]
}

function waysOn(id: string, former: ModelEntry | undefined): string[] {
  const back = former && former.id !== id ? `; "sightline models use ${former.id}" gives it up` : ''
  return [
    `"sightline models use ${id}" goes on from here, with --now it answers at once with what has been read${back}.`,
  ]
}

function stoppedEarly(id: string): CodedError {
  const sentence = `Stopped before the end, what has been read is kept; "sightline models use ${id}" goes on from here.`
  return new CodedError('internal', sentence)
}

export function switchText({ name, phase, done, total, photosPerSecond, timeLeftMs }: ModelSwitch): string {
  if (phase === 'indexing') return `Preparing ${name} for searches`
  const rate = photosPerSecond === null ? '' : ` · ${photosPerSecond.toFixed(1)}/s`
  const left = timeLeftMs === null ? '' : ` · ${timeLeft(timeLeftMs)} left`
  return `Reading photos for ${name}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}${rate}${left}`
}
