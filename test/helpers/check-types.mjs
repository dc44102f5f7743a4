// One type check per room: each tsconfig lets a room see only what belongs to it (no DOM in the engine, no Node in
// the window). TypeScript 7 is native, so six runs take about two seconds.
import { spawnSync } from 'node:child_process'

const rooms = [
  'src-preload/contract',
  'src-preload',
  'src-main/engine',
  'src-main/hosts',
  'src-renderer',
  'test',
]

let failed = false
for (const room of rooms) {
  const run = spawnSync('tsc', ['-p', room], { stdio: 'inherit', shell: process.platform === 'win32' })
  if (run.error) console.error(`types: tsc could not be started for ${room}: ${run.error.message}`)
  failed ||= run.status !== 0
}
process.exitCode = failed ? 1 : 0
