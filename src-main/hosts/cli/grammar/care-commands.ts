import type { Command } from 'commander'
import type { DoctorOptions } from '../commands/doctor.ts'
import type { Run } from '../run.ts'
import { notBlank } from './arguments.ts'

/** Keeping a library sound. */
export function addCareCommands(program: Command, run: Run): void {
  program
    .command('doctor')
    .description('check catalog, thumbnails, vectors and model against each other')
    .option('--repair', 'mend what can be mended', false)
    .option('--gpu', 'prove every processor of this machine against the CPU as well', false)
    .action((options: DoctorOptions) =>
      run(async (context) => (await import('../commands/doctor.ts')).doctor(context, options)),
    )
  program
    .command('backup')
    .argument('<file>', 'where the copy goes', notBlank)
    .description('copy the catalog into one file, also while the app is open')
    .option('--force', 'replace a file that is there already', false)
    .action((file: string, options: { force: boolean }) =>
      run(async (context) => (await import('../commands/backup.ts')).backup(context, file, options)),
    )
  program
    .command('restore')
    .argument('<file>', 'a backup', notBlank)
    .description('put a backup in the place of the catalog, which is kept under another name')
    .action((file: string) =>
      run(async (context) => (await import('../commands/restore.ts')).restore(context, file)),
    )
}
