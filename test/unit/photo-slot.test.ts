import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PhotoWorkerReply } from '../../src-main/engine/embed/photos/photo-protocol.ts'
import { startPhotoSlot, type Death } from '../../src-main/engine/embed/photos/photo-slot.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const timeoutMs = 1500
const settings = {
  modelDir: '',
  provider: 'webgpu',
  batchSize: 2,
  threads: 1,
  decodes: 4,
  speed: 'normal',
  memoryCeilingBytes: 2 ** 30,
} as const

/** A slot with these photos, whose worker says what the test says, and what became of the worker. */
function slotWith(jobIds: readonly number[]) {
  let listener: ((message: unknown) => void) | undefined
  let onExit: ((detail: string) => void) | undefined
  const ends: { death: Death; suspects: readonly number[]; others: readonly number[] }[] = []
  const slot = startPhotoSlot({
    spawn: () => ({
      pid: undefined,
      post: () => undefined,
      onMessage: (heard) => void (listener = heard),
      onExit: (heard) => void (onExit = heard),
      kill: () => onExit?.('killed'),
    }),
    settings,
    timeoutMs,
    onUnavailable: () => undefined,
    onGaveUp: () => undefined,
    onDone: () => undefined,
    onDeath: (death, suspects, others) => void ends.push({ death, suspects, others }),
  })
  const says = (reply: PhotoWorkerReply) => listener?.(reply)
  // A hanging model leaves the rest of a worker as it was.
  setInterval(() => says({ kind: 'alive' }), 500)
  says({ kind: 'ready' })
  for (const jobId of jobIds) slot.give(jobId, { path: `${jobId}.jpg`, sidecar: null, want: 'all' })
  return { says, ends }
}

describe('a worker that gets nothing done any more', () => {
  it('is ended for the batch in its model, however long it was silent: what waits for its turn did nothing', () => {
    const { says, ends } = slotWith([1, 2, 3, 4])
    for (const jobId of [1, 2, 3, 4]) says({ kind: 'begun', jobId })
    for (const jobId of [1, 2]) says({ kind: 'decoded', jobId })
    says({ kind: 'batch', jobIds: [1, 2] })
    says({ kind: 'decoded', jobId: 3 })
    vi.advanceTimersByTime(4 * timeoutMs)
    expect(ends).toEqual([{ death: { kind: 'time' }, suspects: [1, 2], others: [3, 4] }])
  })

  it('is ended for all that it decodes while nothing is in its model', () => {
    const { says, ends } = slotWith([1, 2])
    says({ kind: 'begun', jobId: 1 })
    vi.advanceTimersByTime(2 * timeoutMs)
    expect(ends).toEqual([{ death: { kind: 'time' }, suspects: [1], others: [2] }])
  })
})
