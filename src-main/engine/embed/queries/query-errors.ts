import { CodedError } from '../../../../src-preload/contract/index.ts'
import type { QueryTask } from './query-protocol.ts'

export function closing(): CodedError {
  return new CodedError('engine-down', 'Sightline is closing.')
}

export function crashed(task: QueryTask): CodedError {
  if (task.kind === 'words') return new CodedError('internal', 'The query encoder crashed: ask once more.')
  return new CodedError('picture-unreadable', 'This picture makes the decoder crash.')
}

export function tooSlow(task: QueryTask): CodedError {
  if (task.kind === 'words') return new CodedError('internal', 'The query encoder did not answer in time.')
  return new CodedError('picture-unreadable', 'Reading this picture takes too long.')
}
