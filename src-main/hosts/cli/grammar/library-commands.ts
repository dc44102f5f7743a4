import { Option, type Command } from 'commander'
import type { IndexOptions } from '../commands/index-photos.ts'
import type { Run } from '../run.ts'

/** Which folders there are, and what they hold. */
export function addLibraryCommands(program: Command, run: Run): void {
  program
    .command('add <dir...>')
    .description('add folders to the library')
    .action((folders: string[]) =>
      run(async (context) => (await import('../commands/add.ts')).add(context, folders)),
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
      run(async (context) => (await import('../commands/index-photos.ts')).indexPhotos(context, options)),
    )
  program
    .command('read-again <path...>')
    .description('read photos, or folders of photos, whole again, whatever their times say')
    .action((paths: string[]) =>
      run(async (context) => (await import('../commands/read-again.ts')).readAgain(context, paths)),
    )
  program
    .command('status')
    .description('say what the library holds')
    .action(() => run(async (context) => (await import('../commands/status.ts')).status(context)))
  program
    .command('remove <dir>')
    .description('forget a folder; its files stay')
    .action((folder: string) =>
      run(async (context) => (await import('../commands/remove.ts')).remove(context, folder)),
    )
}
