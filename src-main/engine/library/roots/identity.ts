import { stat } from 'node:fs/promises'
import { within } from './reach.ts'

/** Which folder is at a root's path: another disk or another folder under the same name is not the one that was watched. */
export interface RootIdentity {
  readonly dev: number
  readonly ino: number
}

const limitMs = 2_000
const waiting = new Map<string, Promise<RootIdentity | 'nothing'>>()
const overdue = new Set<string>()

/**
 * Asks for no more than the folder itself, which the system keeps in memory while it is watched: no sleeping disk is
 * woken. `silent`: the disk did not answer in time, which says nothing; it is asked no second time until it has.
 */
export async function identityOf(rootPath: string): Promise<RootIdentity | 'nothing' | 'silent'> {
  const asked = waiting.get(rootPath) ?? ask(rootPath).finally(() => over(rootPath))
  waiting.set(rootPath, asked)
  const answer = await within(asked, limitMs, 'silent' as const)
  if (answer === 'silent' && waiting.has(rootPath)) overdue.add(rootPath)
  return answer
}

/** Whether some root was silent and has not answered yet. */
export function isSomeSilent(): boolean {
  return overdue.size > 0
}

function over(rootPath: string): void {
  waiting.delete(rootPath)
  overdue.delete(rootPath)
}

async function ask(rootPath: string): Promise<RootIdentity | 'nothing'> {
  try {
    const { dev, ino } = await stat(rootPath)
    return { dev, ino }
  } catch {
    return 'nothing'
  }
}
