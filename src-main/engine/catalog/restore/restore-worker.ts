// Entry of the process that reads a backup: a file from anywhere, which may hold the process up or take it down.
import { connectWorkerPort } from '../../worker-port.ts'
import { rebuild } from './rebuild.ts'
import { failedReport, parseRebuildOrder, type RebuildReport } from './restore-protocol.ts'

const port = connectWorkerPort()

port.onMessage((message) => {
  const { file, target, copy } = parseRebuildOrder(message)
  port.post(reportOf())

  function reportOf(): RebuildReport {
    try {
      return { kind: 'rebuilt', rebuilt: rebuild(file, target, copy) }
    } catch (error) {
      return failedReport(target.replace(/\.restoring$/, ''), error)
    }
  }
})
