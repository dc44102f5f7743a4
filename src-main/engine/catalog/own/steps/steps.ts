import type { Database } from 'better-sqlite3'
import {
  CodedError,
  type StepLabel,
  type StepOutcome,
  type UndoState,
  type UndoStep,
} from '../../../../../src-preload/contract/index.ts'
import { ownTransaction } from '../own-transaction.ts'
import { stepApplier, type Side } from './apply-step.ts'
import { changeNotes } from './note-changes.ts'

/** What the person changed of their own data, to be taken back and done again, newest first. */
export interface StepRows {
  /**
   * Runs `work` and writes, in the same transaction, the step that takes its changes back; work that changes nothing is
   * no step. With the id of the newest step as `partOf` the changes become part of that one. What was undone before cannot
   * be done again afterwards.
   */
  record<T>(work: () => T, labelOf: (result: T) => StepLabel, partOf?: number): Recording<T>
  next(): UndoState
  /** Takes the newest step back. Throws `not-found` when there is none, or when `stepId` is another one. */
  undo(stepId?: number): StepOutcome
  /** Does the step again that was undone last. Throws the same. */
  redo(stepId?: number): StepOutcome
}

export interface Recording<T> {
  readonly result: T
  readonly stepId: number | null
}

/** Older steps go: those behind so many, and those with which the steps would keep more changes than this (some 100 bytes each). */
export const mostSteps = 50
export const mostChanges = 250_000

interface StepRow {
  readonly id: number
  readonly label: string
  readonly photos: number
  readonly atMs: number
  readonly lastPhotoId: number
}

export function stepRows(db: Database): StepRows {
  const notes = changeNotes(db)
  const apply = stepApplier(db)
  const columns = 'id, label, photos, at_ms AS atMs, last_photo_id AS lastPhotoId'
  const newest = db.prepare<[], StepRow>(
    `SELECT ${columns} FROM undo_steps WHERE undone_at_ms IS NULL ORDER BY id DESC LIMIT 1`,
  )
  const undone = db.prepare<[], StepRow>(
    `SELECT ${columns} FROM undo_steps WHERE undone_at_ms IS NOT NULL ORDER BY id LIMIT 1`,
  )
  const isUndone = db
    .prepare<[number], number>('SELECT undone_at_ms IS NOT NULL FROM undo_steps WHERE id = ?')
    .pluck()
  const setUndone = db.prepare<[number | null, number]>('UPDATE undo_steps SET undone_at_ms = ? WHERE id = ?')
  const write = stepWriter(db)

  function turn(side: Side, stepId: number | undefined): StepOutcome {
    return ownTransaction(db, () => {
      const row = side === 'before' ? newest.get() : undone.get()
      if (!row || (stepId !== undefined && stepId !== row.id)) throw notNow(side, stepId)
      const absent = apply(row, side)
      setUndone.run(side === 'before' ? Date.now() : null, row.id)
      return { step: stepOf(row), absent }
    })
  }

  function notNow(side: Side, stepId: number | undefined): CodedError {
    if (stepId === undefined) {
      const message = side === 'before' ? 'There is nothing to undo.' : 'There is nothing to do again.'
      return new CodedError('not-found', message)
    }
    const state = isUndone.get(stepId) as number | undefined
    if (state === undefined) {
      const message =
        'This change is not kept for undoing any more, so nothing was changed; set the photos as you want them.'
      return new CodedError('not-found', message)
    }
    if ((state === 1) === (side === 'before')) {
      const message =
        side === 'before'
          ? 'This change was undone already; redo it to have it back.'
          : 'This change was done again already; undo it to take it back.'
      return new CodedError('not-found', message)
    }
    const message =
      side === 'before'
        ? 'Something else was changed after this, so nothing was undone; undo the later change first.'
        : 'Something else was undone after this, so nothing was done again; redo the later change first.'
    return new CodedError('not-found', message)
  }

  return {
    record: (work, labelOf, partOf) =>
      ownTransaction(db, () => {
        const result = notes.noting(work)
        const into = partOf === newest.get()?.id ? partOf : undefined
        if (!notes.hasAny()) return { result, stepId: into ?? null }
        const stepId = write(labelOf(result), into)
        notes.clear()
        return { result, stepId }
      }),
    next: () => ({ undo: stepOrNull(newest.get()), redo: stepOrNull(undone.get()) }),
    undo: (stepId) => turn('before', stepId),
    redo: (stepId) => turn('after', stepId),
  }
}

/** Writes what was noted as a step, or into one. Gives its id; null when both together change nothing. */
function stepWriter(db: Database): (label: StepLabel, into: number | undefined) => number | null {
  const dropUndone = db.prepare('DELETE FROM undo_steps WHERE undone_at_ms IS NOT NULL')
  const insert = db.prepare<[number, string]>(
    `INSERT INTO undo_steps (at_ms, label, photos, changes, last_photo_id)
     SELECT ?, ?, 0, 0, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'photos'), 0)`,
  )
  // A collection that is made with many photos is still made.
  const relabel = db.prepare<[string, number]>(
    "UPDATE undo_steps SET label = ? WHERE id = ? AND label ->> '$.kind' <> 'create-collection'",
  )
  const take = db.prepare<[number]>(
    `INSERT INTO undo_changes (step_id, what, name, photo_id, content_hash, before, after)
     SELECT ?, what, name, photo_id, (SELECT content_hash FROM photos WHERE photos.id = photo_id), before, after
     FROM own_changes WHERE true ORDER BY n
     ON CONFLICT DO UPDATE SET after = excluded.after`,
  )
  const dropUnchanged = db.prepare<[number]>('DELETE FROM undo_changes WHERE step_id = ? AND before IS after')
  const count = db.prepare<[{ id: number }]>(
    `UPDATE undo_steps SET changes = (SELECT count(*) FROM undo_changes WHERE step_id = @id),
       photos = (SELECT count(DISTINCT photo_id) FROM undo_changes WHERE step_id = @id AND photo_id > 0) WHERE id = @id`,
  )
  const dropEmpty = db.prepare<[number]>('DELETE FROM undo_steps WHERE id = ? AND changes = 0')
  const trim = db.prepare<[number, number]>(
    `DELETE FROM undo_steps WHERE id IN (
       SELECT id FROM (SELECT id, row_number() OVER newest AS n, sum(changes) OVER newest AS total FROM undo_steps
         WINDOW newest AS (ORDER BY id DESC))
       WHERE n > 1 AND (n > ? OR total > ?))`,
  )

  return (label, into) => {
    dropUndone.run()
    const text = JSON.stringify(label)
    const id = into ?? Number(insert.run(Date.now(), text).lastInsertRowid)
    if (into !== undefined) relabel.run(text, into)
    take.run(id)
    dropUnchanged.run(id)
    count.run({ id })
    if (dropEmpty.run(id).changes > 0) return null
    trim.run(mostSteps, mostChanges)
    return id
  }
}

function stepOf({ id, label, photos, atMs }: StepRow): UndoStep {
  return { id, label: JSON.parse(label) as StepLabel, photos, atMs }
}

const stepOrNull = (row: StepRow | undefined): UndoStep | null => (row ? stepOf(row) : null)
