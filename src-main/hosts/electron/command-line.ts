import { resolve } from 'node:path'

export interface CommandLine {
  /** As given by `--data`; undefined leaves the choice to the environment and the platform. */
  readonly dataDir: string | undefined
  /** Folders to add, absolute. */
  readonly folders: readonly string[]
}

export interface CommandLineOptions {
  readonly cwd: string
  /** `electron . FOLDER` names the app's own folder before the others; the packaged program does not. */
  readonly namesApp: boolean
}

/**
 * Reads `[--data DIR] [FOLDER...]` from what follows the program's own name. Other switches belong to Chromium
 * (`--no-sandbox`, `--lang=de`, macOS' `-psn_…`) and may stand anywhere, which is why this is no strict option parser.
 */
export function readCommandLine(args: readonly string[], { cwd, namesApp }: CommandLineOptions): CommandLine {
  const named: string[] = []
  let dataDir: string | undefined
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? ''
    if (arg === '--data') {
      i += 1
      dataDir = args[i]
    } else if (arg.startsWith('--data=')) {
      dataDir = arg.slice('--data='.length)
    } else if (arg !== '' && !arg.startsWith('-')) {
      named.push(resolve(cwd, arg))
    }
  }
  return { dataDir: dataDir ? resolve(cwd, dataDir) : undefined, folders: named.slice(namesApp ? 1 : 0) }
}
