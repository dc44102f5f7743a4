import type { StepLabel } from '../../src-preload/contract/index.ts'

/** What a change is called, by what was asked for. */
export function marking(favourite: boolean | undefined, rating: number | null | undefined): StepLabel {
  if (favourite !== undefined && rating !== undefined) return { kind: 'mark' }
  if (favourite !== undefined) return { kind: favourite ? 'favourite' : 'unfavourite' }
  return typeof rating === 'number' ? { kind: 'rate', rating } : { kind: 'unrate' }
}

export function tagging(add: readonly string[], remove: readonly string[]): StepLabel {
  if (remove.length === 0) return { kind: 'tag', names: add }
  return add.length === 0 ? { kind: 'untag', names: remove } : { kind: 'retag', names: add }
}

export function collecting(name: string, add: readonly number[], remove: readonly number[]): StepLabel {
  if (remove.length === 0) return { kind: 'collect', name }
  return { kind: add.length === 0 ? 'take-out' : 'change-collection', name }
}
