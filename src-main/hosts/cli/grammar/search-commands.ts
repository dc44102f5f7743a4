import { Option, type Command } from 'commander'
import { strictnesses, type Strictness } from '../../../../src-preload/contract/index.ts'
import type { Run } from '../run.ts'
import { limit, notBlankWords, pathValue, wholeNumber } from './arguments.ts'

/** Finding photos, here or in a window. */
export function addSearchCommands(program: Command, run: Run): void {
  program
    .command('search')
    .argument('<words...>', 'what is in the photos', notBlankWords)
    .description(
      'find photos by words, names and filters, as in the search box; "--" before what begins with a minus',
    )
    .addOption(limit())
    .option('--picture <file>', 'what they should look like too; can be given again', collect, [])
    .addOption(
      new Option('--strictness <how>', 'how many photos count as likely; by default the setting').choices(
        strictnesses,
      ),
    )
    .action(
      (words: string[], options: { limit: number; picture: readonly string[]; strictness?: Strictness }) =>
        run(async (context) =>
          (await import('../commands/search.ts')).search(context, words.join(' '), options),
        ),
    )
  program
    .command('similar <file>')
    .description('find photos that look like a picture')
    .addOption(limit())
    .action((file: string, options: { limit: number }) =>
      run(async (context) => (await import('../commands/similar.ts')).similar(context, file, options)),
    )
  program
    .command('serve [dir...]')
    .description('show the window in a browser on this computer, with these folders added')
    .addOption(
      new Option('--port <n>', 'a fixed port').argParser(wholeNumber(0, 65_535)).default(0, 'a free one'),
    )
    .option('--open', 'open it in the default browser', false)
    .option('--join', 'where Sightline is open already, give a link to that one; --open does so too', false)
    .action((folders: string[], options: { port: number; open: boolean; join: boolean }) =>
      run(async (context) => (await import('../commands/serve.ts')).serve(context, { folders, ...options }), {
        opensPrograms: true,
      }),
    )
}

function collect(path: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, pathValue(path)]
}
