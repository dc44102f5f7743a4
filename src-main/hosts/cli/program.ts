import { Command } from 'commander'
import { makeFilesPrivate } from '../../engine/keep-to-user.ts'
import { appVersion, dataFolder } from '../shared/paths.ts'
import { pathValue } from './grammar/arguments.ts'
import { addBenchCommand } from './grammar/bench-command.ts'
import { addCareCommands } from './grammar/care-commands.ts'
import { addLibraryCommands } from './grammar/library-commands.ts'
import { addModelCommands } from './grammar/model-commands.ts'
import { optionDescription } from './grammar/option-description.ts'
import { addSearchCommands } from './grammar/search-commands.ts'
import { interruptSignal } from './interrupt.ts'
import type { Outcome } from './outcome.ts'
import type { Run } from './run.ts'
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
    .configureHelp({ showGlobalOptions: true, optionDescription })

  const run: Run = async (command, { opensPrograms } = { opensPrograms: false }) => {
    if (!opensPrograms) makeFilesPrivate()
    const { data, json = false } = program.opts<{ data?: string; json?: boolean }>()
    const context = { dataDir: dataFolder(data), json, signal: interruptSignal() }
    await finish(await command(context), context)
  }
  addLibraryCommands(program, run)
  addSearchCommands(program, run)
  addModelCommands(program, run)
  addCareCommands(program, run)
  addBenchCommand(program, run)
  return program
}
