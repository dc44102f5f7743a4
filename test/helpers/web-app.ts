import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { until } from './engine.ts'
import { projectRoot } from './imports.ts'

export interface WebApp {
  /** The link with the token. */
  readonly url: string
  readonly port: number
  readonly pid: number
  /** The engine process under it. */
  enginePid(): number
  /** Ctrl+C; settles with the exit code. */
  stop(): Promise<number | null>
}

export interface WebAppOptions {
  /** Another place where the built app lies. */
  readonly appDir?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built web host as a person would, with a home folder of its own. */
export async function startWebApp(
  home: string,
  dataDir: string,
  { appDir = projectRoot, env = {} }: WebAppOptions = {},
): Promise<WebApp> {
  const built = join(appDir, 'out/main/cli.js')
  if (!existsSync(built)) throw new Error('Nothing is built: "npm test" and "npm run build" build it.')
  const child = spawn(process.execPath, [built, 'serve', '--json', '--data', dataDir], {
    env: { ...process.env, HOME: home, USERPROFILE: home, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  await until('the web host prints its link', () => printed.endsWith('}\n') || child.exitCode !== null)
  const { url, port } = JSON.parse(printed) as { url: string; port: number }
  const pid = child.pid ?? 0
  return {
    url,
    port,
    pid,
    enginePid: () => childrenOf(pid)[0] ?? 0,
    stop() {
      child.kill('SIGINT')
      return ended
    },
  }
}

/** The processes that a process has started, oldest first. */
export function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []))
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
