import {
  CodedError,
  type Emit,
  type ModelOverview,
  type ModelSwitch,
} from '../../../../../src-preload/contract/index.ts'
import type { Engine } from '../../../../engine/engine.ts'
import type { Outcome } from '../../outcome.ts'
import { plural } from '../../output.ts'
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
  return alone(context, id, emit, async (engine) => {
    try {
      await engine.models.use(id)
      if (now && engine.models.overview().models.some((one) => one.role === 'next'))
        await engine.models.useNow()
      await engine.models.whenSwitched(context.signal)
    } catch (error) {
      throw context.signal.aborted ? stoppedEarly(id) : error
    } finally {
      line.clear()
    }
    return outcome(engine, id)
  })
}

function outcome({ models }: Engine, id: string): Outcome {
  const overview = models.overview()
  const { switch: switching } = overview
  const model = overview.models.find((one) => one.id === id)
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
      ...(switching && switching.away > 0
        ? [`${plural(switching.away, 'photo')} cannot be reached or read now; they follow when they can.`]
        : []),
      ...(model?.problem ? [model.problem] : []),
    ],
    exitCode: answers ? 0 : 1,
  }
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
