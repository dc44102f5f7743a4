import { utilityProcess } from 'electron'
import { quietEnvironment } from '../../engine/quiet.ts'
import type { EngineProcess, FromEngine, ToEngine } from '../shared/engine-link.ts'
import { engineEntry } from '../shared/node-engine.ts'
import { createEngineWorkers } from './engine-workers.ts'
import { killNow } from './kill-now.ts'
import { outsideArchive } from './outside-archive.ts'
import { systemProxy } from './system-proxy.ts'

/**
 * Starts the engine as a utility process, and on its behalf the worker processes it asks for: only Electron's main
 * process can fork, because the RunAsNode fuse is off in the packaged app and child_process.fork fails there.
 */
export function spawnEngine(): EngineProcess {
  const child = utilityProcess.fork(outsideArchive(engineEntry()), [], {
    serviceName: 'Sightline engine',
    env: quietEnvironment(),
    stdio: 'inherit',
  })
  const workers = createEngineWorkers(child)
  const messageListeners: ((message: FromEngine) => void)[] = []

  child.on('message', (message: FromEngine) => {
    if (message.kind === 'spawn-worker') workers.spawn(message.workerId, message.worker)
    else if (message.kind === 'kill-worker') workers.kill(message.workerId)
    else if (message.kind === 'ask-proxy') void answerProxy(message.askId, message.url)
    else for (const listener of messageListeners) listener(message)
  })
  child.once('exit', () => workers.killAll())

  async function answerProxy(askId: number, url: string): Promise<void> {
    const proxy = await systemProxy(url)
    // The engine may be gone by now.
    if (child.pid !== undefined) child.postMessage({ kind: 'proxy', askId, proxy } satisfies ToEngine)
  }

  return {
    get pid() {
      return child.pid
    },
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void messageListeners.push(listener),
    onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
    kill: () => killNow(child),
  }
}
