import { Worker } from 'node:worker_threads'

/** Runs in a thread of its own, as text, so that it is the same from source and in every bundle. */
const watch = `
const { ppid, graceMs, lookEveryMs } = require('node:worker_threads').workerData
const isGone = () => {
  if (process.platform !== 'win32') return process.ppid !== ppid
  try {
    process.kill(ppid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
const looking = setInterval(() => {
  if (!isGone()) return
  clearInterval(looking)
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs)
}, lookEveryMs)
`

/**
 * Ends this process at the latest `graceMs` after the one that started it, even while its main thread is in a loop and
 * does not hear that its channel has closed: a thread looks. For plain Node; Electron ends its utility processes itself.
 */
export function endWithParent(graceMs: number): void {
  const workerData = { ppid: process.ppid, graceMs, lookEveryMs: 500 }
  const watcher = new Worker(watch, { eval: true, workerData, env: {} })
  // A process without a watcher (too little memory for a thread) still ends when it hears that its channel has closed.
  watcher.on('error', () => {})
  watcher.unref()
}
