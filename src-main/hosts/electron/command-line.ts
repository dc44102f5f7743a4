import { resolve } from 'node:path'

export interface CommandLine {
  /** As given by `--data`; undefined leaves the choice to the environment and the platform. */
  readonly dataDir: string | undefined
  /** Folders to add, absolute. */
  readonly folders: readonly string[]
}

/**
 * Reads `[--data DIR] [FOLDER...]`. Other switches belong to Chromium (`--no-sandbox`, `--lang=de`, macOS' `-psn_…`) and
 * are left alone, which is why this is no strict option parser.
 */
export function readCommandLine(argv: readonly string[], cwd: string): CommandLine {
  // `electron . FOLDER` has the app's own path in front; the packaged program has not.
  const args = argv.slice(process.defaultApp ? 2 : 1)
  const folders: string[] = []
  let dataDir: string | undefined
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? ''
    if (arg === '--data') {
      i += 1
      dataDir = args[i]
    } else if (arg.startsWith('--data=')) {
      dataDir = arg.slice('--data='.length)
    } else if (arg !== '' && !arg.startsWith('-')) {
      folders.push(resolve(cwd, arg))
    }
  }
  return { dataDir: dataDir === undefined || dataDir === '' ? undefined : resolve(cwd, dataDir), folders }
}
