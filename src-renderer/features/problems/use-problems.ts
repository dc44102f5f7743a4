import { useEffect, useState } from 'react'
import type { Problem, ProblemGroup } from '../../../src-preload/contract/library.ts'
import type { RequestArgs } from '../../../src-preload/contract/requests.ts'
import { toPlainError } from '../../../src-preload/contract/errors.ts'
import { client } from '../../api/index.ts'
import { useLibrary } from '../../state/library.ts'
import { say, sayError } from '../../state/notices.ts'
import { t } from '../../strings/index.ts'

interface Groups {
  /** null: not heard yet. */
  readonly groups: readonly ProblemGroup[] | null
  /** Why they could not be had. */
  readonly problem: string | null
}

/** The reasons, the most common first; read again when the number of problems changes. */
export function useProblemGroups(): Groups {
  const [answer, setAnswer] = useState<Groups>({ groups: null, problem: null })
  useEffect(
    () =>
      whenProblemsChange(() => {
        client
          .request('problems.groups', {})
          .then((groups) => setAnswer({ groups, problem: null }))
          .catch((error: unknown) =>
            setAnswer((before) => ({ ...before, problem: toPlainError(error).message })),
          )
      }),
    [],
  )
  return answer
}

const pageSize = 50

/** The photos of one reason, page by page; as many as are on screen are read again when problems change. */
export function useProblemsOf(reason: string) {
  const [problems, setProblems] = useState<readonly Problem[] | null>(null)
  const [wanted, setWanted] = useState(pageSize)
  useEffect(() => {
    let isStale = false
    const stop = whenProblemsChange(() => {
      readProblems(reason, wanted)
        .then((read) => !isStale && setProblems(read))
        .catch(sayError)
    })
    return () => {
      isStale = true
      stop()
    }
  }, [reason, wanted])
  return { problems, readMore: () => setWanted((before) => before + pageSize * 4) }
}

/** Tries photos again: these, those with a reason, or all. */
export async function retryProblems(which: RequestArgs<'problems.retry'>): Promise<void> {
  try {
    const { queued } = await client.request('problems.retry', which)
    say({ id: 'retried', level: 'info', message: t.problems.retried(queued) })
    useLibrary.setState({ progress: await client.request('indexing.progress', {}) })
  } catch (error) {
    sayError(error)
  }
}

/** The contract's limit for one page. */
const largestPage = 2_000

async function readProblems(reason: string, wanted: number): Promise<readonly Problem[]> {
  const read: Problem[] = []
  while (read.length < wanted) {
    const limit = Math.min(largestPage, wanted - read.length)
    const page = await client.request('problems.list', { offset: read.length, limit, reason })
    read.push(...page.problems)
    if (page.problems.length < limit) break
  }
  return read
}

/** Runs at once and with every change; gives the way to stop. */
function whenProblemsChange(run: () => void): () => void {
  run()
  return useLibrary.subscribe((now, before) => {
    const hasChanged = now.progress?.library.failed !== before.progress?.library.failed
    if (hasChanged || (now.engine.kind === 'ready' && before.engine.kind !== 'ready')) run()
  })
}
