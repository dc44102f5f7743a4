import { useCallback, useEffect, useState } from 'react'
import type { Problem } from '../../../src-preload/contract/library.ts'
import { toPlainError } from '../../../src-preload/contract/errors.ts'
import { client } from '../../api/index.ts'
import { useLibrary } from '../../state/library.ts'
import { say, sayError } from '../../state/notices.ts'
import { t } from '../../strings/index.ts'

const pageSize = 200

/** The list of problems, read again when their number changes. */
export function useProblems() {
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [total, setTotal] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const failed = useLibrary((state) => state.progress?.library.failed)
  const engine = useLibrary((state) => state.engine.kind)

  const read = useCallback(async (offset: number, limit: number) => {
    try {
      const page = await client.request('problems.list', { offset, limit })
      setProblems((before) => [...before.slice(0, offset), ...page.problems])
      setTotal(page.total)
      setProblem(null)
    } catch (error) {
      setProblem(toPlainError(error).message)
    }
  }, [])

  useEffect(() => {
    void read(0, pageSize)
  }, [read, failed, engine])

  const retry = async (photoId?: number) => {
    try {
      const args = photoId === undefined ? {} : { photoIds: [photoId] }
      const { queued } = await client.request('problems.retry', args)
      say({ level: 'info', message: t.problems.retried(queued) })
      await read(0, pageSize)
    } catch (error) {
      sayError(error)
    }
  }

  return { problems, total, problem, retry, readMore: () => read(problems.length, pageSize) }
}
