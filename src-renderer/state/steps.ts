import { create } from 'zustand'
import { toPlainError } from '../../src-preload/contract/errors.ts'
import type { StepOutcome, UndoState } from '../../src-preload/contract/steps.ts'
import { client } from '../api/index.ts'
import { t } from '../strings/index.ts'
import { ask, showView } from './ask.ts'
import { readProgress, readRoots } from './library.ts'
import { dismiss, doneId, say, sayError } from './notices.ts'
import { readOwnData, useOwnData } from './own-data.ts'
import { usePhotos } from './photos.ts'
import { readSaved } from './searches.ts'

/** What can be undone and done again, in this window or by another one. */
export const useSteps = create<UndoState>(() => ({ undo: null, redo: null }))

export const heardSteps = (state: UndoState): void => useSteps.setState(state)

export async function readSteps(): Promise<void> {
  heardSteps(await client.request('steps.next', {}))
}

/** Tells what was done, with the way back where something changed. */
export function sayDone(message: string, stepId: number | null): void {
  const action = stepId === null ? {} : { action: { label: t.steps.undo, run: () => void undoStep(stepId) } }
  say({ id: doneId, level: 'info', message, ...action })
}

/** What shows on the photo itself needs no words; those of what was done before would undo that no more. */
export const doneInSight = (): void => dismiss(doneId)

/** Takes back the newest step, or this one if it is the newest. */
export const undoStep = (stepId?: number): Promise<void> => turn('steps.undo', stepId)

/** Does again what was undone last. */
export const redoStep = (stepId?: number): Promise<void> => turn('steps.redo', stepId)

let last: Promise<void> = Promise.resolve()

/** One after the other, so that keys in a row are steps in a row. */
function turn(request: 'steps.undo' | 'steps.redo', stepId: number | undefined): Promise<void> {
  last = last.then(() => turnNow(request, stepId))
  return last
}

async function turnNow(request: 'steps.undo' | 'steps.redo', stepId: number | undefined): Promise<void> {
  try {
    sayTurned(request, await client.request(request, stepId === undefined ? {} : { stepId }))
    await readAfterTurn()
  } catch (error) {
    const { code, message } = toPlainError(error)
    if (code === 'not-found') say({ id: doneId, level: 'info', message })
    else sayError(error)
  }
}

function sayTurned(request: 'steps.undo' | 'steps.redo', { step, absent }: StepOutcome): void {
  const isUndo = request === 'steps.undo'
  const turned = isUndo ? t.steps.undone : t.steps.redone
  say({
    id: doneId,
    level: 'info',
    message: turned(step.label, step.photos, absent),
    action: isUndo
      ? { label: t.steps.redo, run: () => void redoStep(step.id) }
      : { label: t.steps.undo, run: () => void undoStep(step.id) },
  })
}

async function readAfterTurn(): Promise<void> {
  await readOwnData()
  const question = usePhotos.getState().query.shown?.question
  const view = question?.kind === 'browse' ? question.view : null
  const isGone =
    view?.kind === 'collection' &&
    useOwnData.getState().collections.every(({ id }) => id !== view.collectionId)
  if (isGone) showView({ kind: 'all' })
  await Promise.all([ask(), readRoots(), readProgress(), readSaved()])
}
