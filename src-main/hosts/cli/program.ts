import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { appVersion, dataFolder } from '../shared/paths.ts'
import type { BenchArgs, DiskBenchArgs } from './commands/bench.ts'
import type { IndexOptions } from './commands/index-photos.ts'
import { interruptSignal } from './interrupt.ts'
import type { Outcome } from './outcome.ts'
import type { CommandContext } from './with-engine.ts'

/**
 * The command line's grammar. A command's code, with the engine behind it, is loaded when it is called: --help and wrong
 * usage need none of it. `finish` gets what the command found out.
 */
export function createProgram(finish: (outcome: Outcome, context: CommandContext) => Promise<void>): Command {
  const program = new Command('sightline')
    .description('Finds photos in your own folders by what is in them. Everything stays on your machine.')
    .version(appVersion())
    .option('--data <dir>', 'where catalog, thumbnails and index live', pathValue)
    .option('--json', 'one JSON document on standard output and nothing else')
    .configureHelp({ showGlobalOptions: true })

  const run = async (command: (context: CommandContext) => Promise<Outcome>) => {
    const { data, json = false } = program.opts<{ data?: string; json?: boolean }>()
    const context = { dataDir: dataFolder(data), json, signal: interruptSignal() }
    await finish(await command(context), context)
  }
  const limit = new Option('--limit <n>', 'how many photos').argParser(wholeNumber(1, 1_000_000)).default(20)

  program
    .command('add <dir...>')
    .description('add folders to the library')
    .action((folders: string[]) =>
      run(async (context) => (await import('./commands/add.ts')).add(context, folders)),
    )
  program
    .command('index')
    .description('make new and changed photos searchable')
    .option('--watch', 'go on as files change', false)
    .addOption(
      new Option('--accept-missing', 'photos that went all at once are gone').conflicts('keepMissing'),
    )
    .option('--keep-missing', 'photos that went all at once are kept as they are')
    .action((options: IndexOptions) =>
      run(async (context) => (await import('./commands/index-photos.ts')).indexPhotos(context, options)),
    )
  program
    .command('search')
    .argument('<words...>', 'what is in the photos', notBlankWords)
    .description('find photos by words')
    .addOption(limit)
    .action((words: string[], options: { limit: number }) =>
      run(async (context) =>
        (await import('./commands/search.ts')).search(context, words.join(' '), options),
      ),
    )
  program
    .command('similar <file>')
    .description('find photos that look like a picture')
    .addOption(limit)
    .action((file: string, options: { limit: number }) =>
      run(async (context) => (await import('./commands/similar.ts')).similar(context, file, options)),
    )
  program
    .command('status')
    .description('say what the library holds')
    .action(() => run(async (context) => (await import('./commands/status.ts')).status(context)))
  program
    .command('doctor')
    .description('check catalog, thumbnails, vectors and model against each other')
    .option('--repair', 'mend what can be mended', false)
    .action((options: { repair: boolean }) =>
      run(async (context) => (await import('./commands/doctor.ts')).doctor(context, options)),
    )
  program
    .command('backup')
    .argument('<file>', 'where the copy goes', notBlank)
    .description('copy the catalog into one file, also while the app is open')
    .option('--force', 'replace a file that is there already', false)
    .action((file: string, options: { force: boolean }) =>
      run(async (context) => (await import('./commands/backup.ts')).backup(context, file, options)),
    )
  program
    .command('restore')
    .argument('<file>', 'a backup', notBlank)
    .description('put a backup in the place of the catalog, which is kept under another name')
    .action((file: string) =>
      run(async (context) => (await import('./commands/restore.ts')).restore(context, file)),
    )
  program
    .command('remove <dir>')
    .description('forget a folder; its files stay')
    .action((folder: string) =>
      run(async (context) => (await import('./commands/remove.ts')).remove(context, folder)),
    )
  program
    .command('serve [dir...]')
    .description('show the window in a browser on this computer, with these folders added')
    .option('--port <n>', 'a fixed port instead of a free one', wholeNumber(0, 65_535), 0)
    .option('--open', 'open it in the default browser', false)
    .action((folders: string[], options: { port: number; open: boolean }) =>
      run(async (context) => (await import('./commands/serve.ts')).serve(context, { folders, ...options })),
    )
  program
    .command('bench')
    .description('measure indexing, retrieval and search on this machine; with "disk": scans, formats, moves')
    .addArgument(new Argument('[part]', 'what else to measure').choices(['disk']))
    .option(
      '--photos <dir>',
      'photos to measure with; by default the captioned ones beside the project',
      pathValue,
    )
    .option('--captions <file>', 'lines of file name, tab, caption', pathValue)
    .option('--vectors <n>', 'synthetic vectors; 0 leaves that part out', wholeNumber(0, 10_000_000), 100_000)
    .option('--files <n>', 'disk: files that do not change', wholeNumber(1, 10_000_000), 100_000)
    .option('--moved <n>', 'disk: files unpacked at once, and moved', wholeNumber(1, 1_000_000), 10_000)
    .option('--heic <file>', 'disk: a HEIC photo', pathValue)
    .option('--raw <file>', "disk: a camera's RAW file instead of a made-up one", pathValue)
    .action((part: 'disk' | undefined, options: BenchArgs & DiskBenchArgs) =>
      run(async (context) => {
        const commands = await import('./commands/bench.ts')
        return part === 'disk' ? commands.benchDisk(context, options) : commands.bench(context, options)
      }),
    )
  return program
}

/** An empty variable in a script must not turn into the library of this person. */
function notBlank(text: string): string {
  if (text.trim() !== '') return text
  throw new InvalidArgumentError('It is empty.')
}

/** An option whose value was forgotten would swallow the next option, and make a folder of that name. */
function pathValue(text: string): string {
  if (!text.startsWith('-')) return notBlank(text)
  throw new InvalidArgumentError('It begins with "-"; write "./-name" for such a path.')
}

function notBlankWords(word: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, notBlank(word)]
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}
