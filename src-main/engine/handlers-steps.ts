import type { RequestName, StepOutcome } from '../../src-preload/contract/index.ts'
import { ownWriting } from './own-writing.ts'
import type { Rooms } from './rooms.ts'
import type { EngineHandlers } from './router.ts'

type StepNames = Extract<RequestName, `steps.${string}`>

/** Taking back what the person changed of their own data, and doing it again. */
export function createStepHandlers(rooms: Rooms): Pick<EngineHandlers, StepNames> {
  const { steps } = rooms.catalog
  const own = ownWriting(rooms)

  async function turned(turn: () => StepOutcome): Promise<StepOutcome> {
    const outcome = await own(turn)
    // Photos may have been hidden by it, or shown again.
    rooms.findable.invalidate()
    rooms.announcer.stepped()
    return outcome
  }

  return {
    'steps.next': () => steps.next(),
    'steps.undo': ({ stepId }) => turned(() => steps.undo(stepId)),
    'steps.redo': ({ stepId }) => turned(() => steps.redo(stepId)),
  }
}
