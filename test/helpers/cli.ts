import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from './imports.ts'

export interface CliRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** The one JSON document of standard output. */
  json(): unknown
}

export interface RunningCli {
  readonly child: ChildProcess
  readonly ended: Promise<CliRun>
  /** Standard output so far. */
  stdout(): string
  stderr(): string
}

const entry = join(projectRoot, 'src-main/hosts/cli/main.ts')

/** Starts the command line from source. SIGHTLINE_DATA and HOME may be given in `env`. */
export function startCli(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  cwd = projectRoot,
): RunningCli {
  const child = spawn(process.execPath, [entry, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<CliRun>((resolve) =>
    child.once('close', (code) =>
      resolve({ code, stdout, stderr, json: () => JSON.parse(stdout) as unknown }),
    ),
  )
  return { child, ended, stdout: () => stdout, stderr: () => stderr }
}

export function runCli(args: readonly string[], env?: NodeJS.ProcessEnv, cwd?: string): Promise<CliRun> {
  return startCli(args, env, cwd).ended
}
