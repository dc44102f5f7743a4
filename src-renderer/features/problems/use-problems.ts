import { useEffect, useState } from 'react'
import type { Problem, ProblemPage } from '../../../src-preload/contract/library.ts'
import { toPlainError } from '../../../src-preload/contract/errors.ts'
import { client } from '../../api/index.ts'
import { useLibrary } from '../../state/library.ts'
import { say, sayError } from '../../state/notices.ts'
import { t } from '../../strings/index.ts'

const pageSize = 200

interface Answer {
  readonly problems: readonly Problem[]
  /** null: not heard yet. */
  readonly total: number | null
  /** Why the list could not be had. */
  readonly problem: string | null
}

/** The list of problems, read again when their number changes. */
export function useProblems() {
  const [answer, setAnswer] = useState<Answer>({ problems: [], total: null, problem: null })

  useEffect(() => {
    const read = () => void readPage(0).then((page) => setAnswer((before) => joined(before, page, 0)))
    read()
    return useLibrary.subscribe((now, before) => {
      const hasChanged = now.progress?.library.failed !== before.progress?.library.failed
      if (hasChanged || (now.engine.kind === 'ready' && before.engine.kind !== 'ready')) read()
    })
  }, [])

  const readMore = async () => {
    const offset = answer.problems.length
    const page = await readPage(offset)
    setAnswer((before) => joined(before, page, offset))
  }
  const retry = async (photoId?: number) => {
    try {
      const args = photoId === undefined ? {} : { photoIds: [photoId] }
      const { queued } = await client.request('problems.retry', args)
      say({ level: 'info', message: t.problems.retried(queued) })
      const page = await readPage(0)
      setAnswer((before) => joined(before, page, 0))
    } catch (error) {
      sayError(error)
    }
  }

  return { ...answer, retry, readMore }
}

async function readPage(offset: number): Promise<ProblemPage | string> {
  try {
    return await client.request('problems.list', { offset, limit: pageSize })
  } catch (error) {
    return toPlainError(error).message
  }
}

function joined(before: Answer, page: ProblemPage | string, offset: number): Answer {
  if (typeof page === 'string') return { ...before, problem: page }
  const problems = [...before.problems.slice(0, offset), ...page.problems]
  return { problems, total: page.total, problem: null }
}
