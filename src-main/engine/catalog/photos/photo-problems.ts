import type { Database } from 'better-sqlite3'
import type { Problem, ProblemGroup } from '../../../../src-preload/contract/index.ts'
import { counted } from '../findable-sql.ts'
import { joinPath } from '../paths.ts'

/** Photos that could not be read, and why. */
export interface PhotoProblems {
  /** `reason`: only those with this very sentence. */
  problems(offset: number, limit: number, reason?: string): { total: number; problems: Problem[] }
  /** Each sentence once, the most frequent first. */
  problemGroups(): ProblemGroup[]
  /** Failed photos wait again: these, those with this reason, or all of them. Gives how many. */
  retry(which?: Which): number
}

interface Which {
  readonly ids?: readonly number[] | undefined
  readonly reason?: string | undefined
}

interface ProblemRow {
  readonly photoId: number
  readonly rootPath: string
  readonly relativePath: string
  readonly reason: string
  readonly atMs: number
}

const failing = `status = 'failed' AND ${counted}`

export function photoProblems(db: Database): PhotoProblems {
  const count = db
    .prepare<[string | null, string | null], number>(
      `SELECT count(*) FROM photos WHERE ${failing} AND (? IS NULL OR reason = ?)`,
    )
    .pluck()
  const page = db.prepare<[string | null, string | null, number, number], ProblemRow>(
    `SELECT p.id AS photoId, r.path AS rootPath, p.relative_path AS relativePath, p.reason,
       coalesce(p.attempted_at_ms, 0) AS atMs
     FROM photos p JOIN roots r ON r.id = p.root_id
     WHERE ${failing} AND (? IS NULL OR p.reason = ?)
     ORDER BY r.path, p.relative_path LIMIT ? OFFSET ?`,
  )
  const groups = db.prepare<[], ProblemGroup>(
    `SELECT coalesce(reason, '') AS reason, count(*) AS photos FROM photos WHERE ${failing}
     GROUP BY reason ORDER BY count(*) DESC, reason`,
  )
  const again = "UPDATE photos SET status = 'pending', reason = NULL, reread = NULL WHERE"
  const retryAll = db.prepare(`${again} ${failing}`)
  const retryReason = db.prepare<[string]>(`${again} ${failing} AND reason = ?`)
  const retryOne = db.prepare<[number]>(`${again} status = 'failed' AND id = ?`)

  return {
    problems: (offset, limit, reason = undefined) => ({
      total: count.get(reason ?? null, reason ?? null) as number,
      problems: page.all(reason ?? null, reason ?? null, limit, offset).map(toProblem),
    }),
    problemGroups: () => groups.all(),
    retry: db.transaction(({ ids, reason }: Which = {}) => {
      if (ids) return ids.reduce((sum, id) => sum + retryOne.run(id).changes, 0)
      return reason === undefined ? retryAll.run().changes : retryReason.run(reason).changes
    }),
  }
}

function toProblem({ rootPath, relativePath, ...row }: ProblemRow): Problem {
  return { ...row, path: joinPath(rootPath, relativePath) }
}
