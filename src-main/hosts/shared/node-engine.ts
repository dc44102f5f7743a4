import type { EngineProcess, FromEngine, ToEngine } from './engine-link.ts'
import { forkNode } from './node-process.ts'
import { processEntry } from './paths.ts'

/** Starts the engine as a plain Node process: for the web host. */
export function spawnNodeEngine(): EngineProcess {
  return forkNode<ToEngine, FromEngine>(engineEntry(), { stderr: 'shared' })
}

/** The file that the engine process runs. Electron's host forks the same file as a utility process. */
export function engineEntry(): string {
  return processEntry('engine.js', 'hosts/shared/engine-main.ts')
}
