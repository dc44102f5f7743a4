import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { launcherVariable } from './follow.mjs'
import { root } from './root.mjs'

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program in the project's folder and answers with its exit code; signals pass through to it. Sightline itself ends
 * when this process does, even one that was killed.
 * `stdio` is 'inherit' unless told; 'to-stderr' keeps our standard output clean; 'quiet' shows nothing.
 */
export function run(
  command,
  args,
  { stdio = 'inherit', env = {}, timeoutMs, cwd = root, shell = false } = {},
) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      stdio: stdio === 'to-stderr' ? ['ignore', 2, 2] : stdio === 'quiet' ? 'ignore' : stdio,
      // Whatever is started from here computes without reporting (src-main/engine/quiet.ts).
      env: {
        ...process.env,
        PATH: pathWithOwnNode(),
        ORT_DISABLE_TELEMETRY: '1',
        [launcherVariable]: String(process.pid),
        ...env,
      },
    })
    const pass = (signal) => child.kill(signal)
    for (const signal of passedOn) process.on(signal, pass)
    const limit = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    const end = () => {
      clearTimeout(limit)
      for (const signal of passedOn) process.off(signal, pass)
    }
    child.on('error', (error) => {
      end()
      reject(error)
    })
    child.on('exit', (code, signal) => {
      end()
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

/** Runs a script with this very Node. */
export function runNode(script, args, options) {
  return run(process.execPath, [script, ...args], options)
}

/** Programs that look for `node` find the one that was installed here first. */
function pathWithOwnNode() {
  return [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter)
}
