import { CodedError } from '../../../../src-preload/contract/index.ts'

/** Writes a name that must be the only one of its kind (`saved search`). Throws `bad-arguments` when it is taken. */
export function underName<T>(kind: string, name: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error
    throw new CodedError('bad-arguments', `There is a ${kind} "${name}" already; choose another name.`)
  }
}
