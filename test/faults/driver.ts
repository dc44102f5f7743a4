import { setTimeout as wait } from 'node:timers/promises'
import {
  CodedError,
  type Answer,
  type Reply,
  type RequestArgs,
  type RequestName,
} from '../../src-preload/contract/index.ts'
import { createEngineClient } from '../../src-main/hosts/shared/engine-client.ts'
import type { EngineProcess } from '../../src-main/hosts/shared/engine-link.ts'
import { spawnNodeEngine } from '../../src-main/hosts/shared/node-engine.ts'
import { modelsDir, until } from '../helpers/engine.ts'
import { childrenOf } from '../helpers/web-app.ts'

/** A real engine in a process of its own, that may be killed at any moment and comes back. */
export interface Driver {
  readonly kills: number
  /** Asks until it is answered, whatever happens to the engine meanwhile. */
  ask<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<Answer<N>>
  /** `kill -9` after a while; what goes on then goes on. */
  killIn(ms: number): void
  /** A kill is on its way. */
  isDoomed(): boolean
  /** Its worker processes. */
  workers(): number[]
  /** Everything is scanned, nothing waits to be read. */
  settle(): Promise<void>
  thumbnail(photoId: number): Promise<Uint8Array | null>
  stop(): Promise<void>
}

const settleLimitMs = 60_000

export function startDriver(dataDir: string): Driver {
  let engine: EngineProcess | undefined
  let kills = 0
  const pending = new Set<Promise<void>>()
  const client = createEngineClient({
    spawn: () => (engine = spawnNodeEngine()),
    dataDir,
    modelsDir,
    log: () => undefined,
    backOffMs: [150],
  })

  /** Back on its feet after the kills that were asked for. */
  async function revive(): Promise<void> {
    await Promise.all(pending)
    if (client.state().kind === 'failed') await client.restart()
  }

  async function ask<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<Answer<N>> {
    for (const end = performance.now() + settleLimitMs; ;) {
      const reply = (await client.request(name, args)) as Reply<Answer<N>>
      if (reply.ok) return reply.value
      const { code, message } = reply.error
      if (code !== 'engine-down' || performance.now() > end) throw new Error(`${name}: ${code}: ${message}`)
      await revive()
    }
  }

  async function settle(): Promise<void> {
    await revive()
    await ask('roots.rescan', {})
    let calm = 0
    await until(
      'the engine comes to rest',
      async () => {
        const { phase, pauseReason, library } = await ask('indexing.progress', {})
        if (pauseReason) await ask('indexing.resume', {})
        calm = phase === 'idle' && library.pending === 0 ? calm + 1 : 0
        return calm > 1
      },
      settleLimitMs,
    )
  }

  return {
    get kills() {
      return kills
    },
    ask,
    killIn: (ms) => {
      const killed = wait(ms).then(() => {
        engine?.kill()
        kills += 1
        return until('its death is seen', () => client.state().kind !== 'ready')
      })
      pending.add(killed)
      void killed.finally(() => pending.delete(killed))
    },
    isDoomed: () => pending.size > 0,
    workers: () => childrenOf(engine?.pid ?? 0),
    settle,
    thumbnail: async (photoId) => {
      for (const end = performance.now() + settleLimitMs; ;) {
        try {
          const picture = await client.picture(photoId, 'thumbnail')
          return picture.kind === 'bytes' ? picture.bytes : null
        } catch (error) {
          const isDown = error instanceof CodedError && error.code === 'engine-down'
          if (!isDown || performance.now() > end) throw error
          await revive()
        }
      }
    },
    stop: async () => {
      await Promise.all(pending)
      await client.stop()
    },
  }
}
