import type { WorkerProcess } from '../ports.ts'
import { parseReport, type BuildOrder, type BuildReport } from './build-protocol.ts'

export interface BuilderRun {
  /** Never rejects: a build that ends in any other way has failed. */
  readonly report: Promise<BuildReport>
  /** Ends the process; `report` settles when it is gone. */
  stop(): void
}

/** Has a process of its own build the index, so that neither questions nor indexing wait for it. */
export function runBuilder(spawn: () => WorkerProcess, order: BuildOrder): BuilderRun {
  const worker = spawn()
  let told: BuildReport | undefined
  const report = new Promise<BuildReport>((resolve) => {
    worker.onMessage((message) => {
      told = parseReport(message)
      worker.kill()
    })
    worker.onExit((detail) =>
      resolve(told ?? { kind: 'failed', message: `the process that builds it ended (${detail})` }),
    )
  })
  worker.post(order)
  return { report, stop: () => worker.kill() }
}
