import { cpSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { WorkerProcess } from '../../src-main/engine/ports.ts'
import { forkNode } from '../../src-main/hosts/shared/node-process.ts'
import { testEngine } from '../helpers/engine.ts'
import { photoPool } from '../helpers/photo-workers.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const entry = join(import.meta.dirname, '../fixtures/harmful-worker.ts')
const ceilingBytes = 300 * 2 ** 20
const photos = 10

let good: string[] = []
const dir = tempDir('harmful')
beforeAll(async () => {
  good = (await paintPhotos(dir, photos)).map((name) => join(dir, name))
})

/** Real workers that the name of a photo harms, and what they were given, with what else each had at that moment. */
function harmfulWorkers() {
  const given: { name: string; together: number }[] = []
  const pids: number[] = []
  const spawn = (): WorkerProcess => {
    const worker = forkNode<unknown, unknown>(entry, { stderr: 'quiet' })
    const open = new Set<unknown>()
    const swelling = new Set<unknown>()
    pids.push(worker.pid ?? 0)
    worker.onMessage((message) => {
      const { kind, jobId } = message as { kind: string; jobId?: number }
      if (kind === 'done') open.delete(jobId)
    })
    return {
      ...worker,
      post: (message) => {
        const request = message as { kind: string; jobId?: number; path?: string }
        if (request.kind === 'photo') {
          given.push({ name: basename(request.path ?? ''), together: open.size })
          open.add(request.jobId)
          if (request.path?.includes('swells')) swelling.add(request.jobId)
        }
        worker.post(message)
      },
      // A picture that swells is not decoded before it has swollen.
      onMessage: (listener) =>
        worker.onMessage((message) => {
          const { kind, jobId } = message as { kind: string; jobId?: number }
          if (kind !== 'done' || !swelling.has(jobId)) listener(message)
        }),
    }
  }
  return { spawn, given, pids }
}

/** A photo of this name in the middle of the others. */
function withVictim(name: string): string[] {
  const victim = join(tempDir('victim'), name)
  cpSync(good[0] ?? '', victim)
  return good.toSpliced(photos / 2, 0, victim)
}

describe.skipIf(process.platform === 'win32')('a photo that harms its worker', () => {
  it.each([
    ['crashes.jpg', 'Reading this picture makes the decoder crash (SIGSEGV).'],
    ['aborts.jpg', 'Reading this picture makes the decoder crash (SIGABRT).'],
    ['hangs.jpg', 'Reading this picture takes longer than 2 seconds.'],
    ['swells.jpg', 'Reading this picture needs more memory than it may have.'],
  ])(
    '%s is tried once more alone, then given up, and costs no other photo',
    async (name, reason) => {
      const { spawn, given, pids } = harmfulWorkers()
      const pool = photoPool({ spawn, timeoutMs: 2_000, memoryCeilingBytes: ceilingBytes })
      onTestFinished(() => pool.stop())
      const paths = withVictim(name)
      const outcomes = await Promise.all(paths.map((path) => pool.process(path)))
      const failed = outcomes.flatMap((outcome, at) =>
        outcome.kind === 'indexed' ? [] : [{ at, ...outcome }],
      )
      expect(failed).toEqual([{ at: photos / 2, kind: 'failed', reason }])
      const tries = given.filter((one) => one.name === name)
      expect(tries.map(({ together }) => together === 0)).toEqual([false, true])
      // Those at work beside it were suspects too: no photo is read a third time.
      for (const path of paths) {
        expect(given.filter((one) => one.name === basename(path)).length).toBeLessThanOrEqual(2)
      }
      expect(pids.length).toBeGreaterThanOrEqual(2)
      await pool.stop()
      expect(pids.filter(isAlive)).toEqual([])
    },
    90_000,
  )

  it('is a row with the reason in the library, beside others that are whole', async () => {
    const root = tempDir('harmful-root')
    await paintPhotos(root, 6)
    cpSync(good[0] ?? '', join(root, 'crashes.jpg'))
    cpSync(good[1] ?? '', join(root, 'aborts.jpg'))
    const { spawn } = harmfulWorkers()
    const engine = await testEngine(tempDir('harmful-data'), { photoWorker: spawn })
    await engine.handlers['roots.add']({ path: root })
    const { indexed, failed } = await engine.indexOnce()
    expect(indexed).toBe(6)
    expect(failed.map(({ path }) => basename(path))).toEqual(['aborts.jpg', 'crashes.jpg'])
    expect(failed.map(({ reason }) => /\((SIG\w+)\)/.exec(reason)?.[1])).toEqual(['SIGABRT', 'SIGSEGV'])
    // They are not tried again by themselves.
    expect(await engine.indexOnce()).toMatchObject({ indexed: 0, failed: [{}, {}] })
    expect((await engine.doctor({ repair: false })).ok).toBe(true)
    await engine.stop()
  }, 60_000)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
