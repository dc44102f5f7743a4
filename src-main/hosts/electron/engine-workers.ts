import { MessageChannelMain, utilityProcess } from 'electron'
import type { UtilityProcess } from 'electron'
import type { WorkerKind } from '../../engine/ports.ts'
import { quietEnvironment } from '../../engine/quiet.ts'
import type { ToEngine } from '../shared/engine-link.ts'
import { isVerbose } from '../shared/log.ts'
import { workerEntry } from '../shared/node-workers.ts'
import { killNow } from './kill-now.ts'
import { outsideArchive } from './outside-archive.ts'

/** The worker processes of one engine process; they end with it. */
export interface EngineWorkers {
  spawn(workerId: number, kind: WorkerKind): void
  kill(workerId: number): void
  killAll(): void
}

export function createEngineWorkers(engine: UtilityProcess): EngineWorkers {
  const running = new Map<number, UtilityProcess>()
  const tellEngine = (message: ToEngine): void => {
    if (engine.pid !== undefined) engine.postMessage(message)
  }

  function spawn(workerId: number, kind: WorkerKind): void {
    const worker = utilityProcess.fork(outsideArchive(workerEntry(kind)), [], {
      serviceName: `Sightline ${kind} worker`,
      env: quietEnvironment(),
      stdio: isVerbose() ? 'inherit' : 'ignore',
    })
    running.set(workerId, worker)
    worker.once('exit', (code) => {
      running.delete(workerId)
      tellEngine({ kind: 'worker-exit', workerId, detail: `exit code ${code}` })
    })
    connect(workerId, worker)
  }

  /** Each gets one end of a channel, so that pictures and vectors do not pass through the main process. */
  function connect(workerId: number, worker: UtilityProcess): void {
    const { port1, port2 } = new MessageChannelMain()
    worker.postMessage({ kind: 'engine' }, [port1])
    engine.postMessage({ kind: 'worker', workerId } satisfies ToEngine, [port2])
  }

  function kill(workerId: number): void {
    const worker = running.get(workerId)
    if (worker) killNow(worker)
  }

  return { spawn, kill, killAll: () => [...running.keys()].forEach(kill) }
}
