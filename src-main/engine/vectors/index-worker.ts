// Entry of the process that builds the index of a large library.
import { constants, setPriority } from 'node:os'
import { connectWorkerPort } from '../worker-port.ts'
import { buildIndex } from './build-index.ts'
import { parseOrder, type BuildReport } from './build-protocol.ts'

const port = connectWorkerPort()
const report = (message: BuildReport): void => port.post(message)

// A build takes minutes of one core and nobody waits for it.
try {
  setPriority(constants.priority.PRIORITY_LOW)
} catch {
  // Some sandboxes forbid it; then it simply competes.
}

port.onMessage((message) => {
  buildIndex(parseOrder(message)).then(report, (error: unknown) =>
    report({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
})
