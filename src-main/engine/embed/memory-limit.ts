import { readdirSync, statSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** What a process ends with that has taken more than its limit. */
const tooMuchSignal = 'SIGUSR2'

/**
 * Ends this process when it takes more than a model of this size can need, before the machine stands still. A thread of
 * its own watches: ONNX Runtime computes on the thread that calls it, on which no timer would run meanwhile.
 */
export function limitMemory(modelDir: string, { leastBytes = 2 * 1024 ** 3 } = {}): void {
  const ceilingBytes = Math.min(totalmem() / 2, leastBytes + 4 * folderBytes(modelDir))
  const watcher = new Worker(source, { eval: true, workerData: ceilingBytes, stdin: false })
  watcher.unref()
}

/** Whether a process was ended because of its memory: by itself, or by a system that had none left. */
export function endedByMemory(exitDetail: string): boolean {
  return new RegExp(`${tooMuchSignal}|SIGKILL`).test(exitDetail)
}

const source = `
const { workerData } = require('node:worker_threads')
setInterval(() => {
  if (process.memoryUsage.rss() > workerData)
    process.kill(process.pid, process.platform === 'win32' ? 'SIGKILL' : '${tooMuchSignal}')
}, 100)`

function folderBytes(dir: string): number {
  try {
    return readdirSync(dir).reduce((sum, name) => sum + statSync(join(dir, name)).size, 0)
  } catch {
    // Whoever opens the model says what is wrong with its folder.
    return 0
  }
}
